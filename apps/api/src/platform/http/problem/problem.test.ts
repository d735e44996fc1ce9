import { describe, expect, it } from 'vitest';
import { localeOf, problemOf, sentenceOf } from './problem.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr, zh-TW;q=0.5, en;q=0.4', 'zh-CN'],
    ['fr, en;q=0.5, zh;q=0.4', 'en'],
    ['en;q=0, zh', 'zh-CN'],
    ['de', 'zh-CN'],
  ])('for %s is %s', (accept, locale) => {
    expect(localeOf(accept)).toBe(locale);
  });
});

it('a problem has the title in one language and every sentence in both', () => {
  const locked = { code: 'identity.account-locked', params: { minutes: 7 } };
  const problem = problemOf([locked], 'en', { status: 423, requestId: 'r' });
  expect(problem.title).toBe('Too many failures: the account is locked, please try again in 7 minutes.');
  expect(problem.refusals[0]?.sentences['zh-CN']).toContain('7 分钟');
});

it('a code without a sentence shows itself', () => {
  expect(sentenceOf({ code: 'nowhere.nothing', params: {} }, 'en')).toBe('nowhere.nothing');
});
