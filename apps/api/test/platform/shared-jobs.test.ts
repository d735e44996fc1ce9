import { afterAll, beforeAll, expect, test } from 'vitest';
import { Jobs } from '../../src/platform/jobs/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let one: Portal;
let other: Portal;
const done: string[] = [];

beforeAll(async () => {
  one = await openPortal();
  other = await openPortal({ besides: one });
  for (const [name, portal] of [
    ['one', one],
    ['other', other],
  ] as const) {
    portal.app.get(Jobs).define<{ n: number }>('story.count', async ({ n }) => {
      await new Promise((passed) => setTimeout(passed, 2)); // long enough for both to be at work
      done.push(`${n} by ${name}`);
    });
  }
});

afterAll(async () => {
  await other.close();
  await one.close();
});

test('a job sent once is run once, whichever server finds it', async () => {
  for (let n = 0; n < 60; n += 1) await one.app.get(Jobs).send('story.count', { n });
  const counts = await Promise.all([one.runJobs(), other.runJobs()]);
  const ran = done.map((line) => Number(line.split(' ')[0]));
  expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(
    counts.every((count) => count > 0),
    `both at work: ${counts.join()}`,
  ).toBe(true);
});
