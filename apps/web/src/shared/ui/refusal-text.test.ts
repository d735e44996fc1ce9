import { expect, test } from 'vitest';
import { composed } from '../testing/mounted.ts';
import { useRefusalText } from './refusal-text.ts';

const { result: sentence } = await composed(() => useRefusalText());

test('a parameter that is a term is said as its word', () => {
  expect(sentence({ code: 'identity.role-held', params: { role: 'office' } })).toBe('已有角色市高技办。');
});

test('a list of terms is joined as the language does', () => {
  expect(sentence({ code: 'identity.role-held', params: { role: ['office', 'evaluator'] } })).toBe(
    '已有角色市高技办、评审专家。',
  );
});

test("a code the catalogue does not know falls back on the server's sentence, then on the code", () => {
  expect(sentence({ code: 'upgrade.new', params: {}, sentences: { 'zh-CN': '新的理由。', en: 'New.' } })).toBe(
    '新的理由。',
  );
  expect(sentence({ code: 'upgrade.new', params: {} })).toBe('upgrade.new');
});
