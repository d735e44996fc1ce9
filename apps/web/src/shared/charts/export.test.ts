import { expect, test } from 'vitest';
import { csvOf } from './export.ts';

test('a table becomes CSV with a mark for Excel, quotes where needed', () => {
  expect(
    csvOf([
      ['集群', '家数'],
      ['A1, "新"', 62],
      ['无', null],
    ]),
  ).toBe('\uFEFF集群,家数\r\n"A1, ""新""",62\r\n无,\r\n');
});

test('no cell runs as a formula, numbers stay numbers', () => {
  expect(csvOf([['=1+1', '+86', '-x', '@a', -3]])).toBe("\uFEFF'=1+1,'+86,'-x,'@a,-3\r\n");
});
