import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useSession } from './useSession.ts';

const person = {
  accountId: 'a1',
  name: '骆怀锦',
  login: 'office',
  grants: [{ role: 'office' }, { role: 'evaluator' }],
  permissions: ['studio:read'],
};
beforeEach(() => setActivePinia(createPinia()));

test('a stranger may open what is public and nothing else', () => {
  const session = useSession();
  expect([session.may('public'), session.may('signed-in'), session.may('studio:read')]).toEqual([true, false, false]);
});

test('a signed-in person may open what the server listed', () => {
  const session = useSession();
  session.set(person);
  expect([session.may('signed-in'), session.may('studio:read'), session.may('audit:read')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([session.holds('evaluator'), session.holds('studio')]).toEqual([true, false]);
});

test('a session that ends leaves the page and its person in place until they sign in again', () => {
  const session = useSession();
  session.set(person);
  session.end();
  expect([session.ended, session.person?.login, session.may('studio:read')]).toEqual([true, 'office', true]);
  session.set(person);
  expect(session.ended).toBe(false);
});

test('a 401 to a stranger ends nothing', () => {
  const session = useSession();
  session.set(undefined);
  session.end();
  expect(session.ended).toBe(false);
});
