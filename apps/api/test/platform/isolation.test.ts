import { expect, test } from 'vitest';
import { isolated } from '../../src/platform/isolation/isolated.ts';

const child = (how: string, seconds: number) =>
  isolated<string[]>('../support/misbehaving.child', import.meta.url, how, { seconds, megabytes: 200 });

test.each([
  ['never ends', 'loop', 1],
  ['takes more and more memory', 'hoard', 20],
  ['breaks down', 'crash', 20],
])('a parser that %s costs its own process only', async (_, how, seconds) => {
  const start = performance.now();
  expect(await child(how, seconds)).toEqual({ ok: false, reason: 'too-much' });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('it sees no secret of the server', async () => {
  process.env['SOME_SECRET'] = 'x';
  const seen = await child('environment', 20);
  delete process.env['SOME_SECRET'];
  expect(seen).toMatchObject({ ok: true });
  expect(seen).not.toMatchObject({ value: expect.arrayContaining(['SOME_SECRET']) });
});
