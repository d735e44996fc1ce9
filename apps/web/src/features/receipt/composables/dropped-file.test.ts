import { expect, test } from 'vitest';
import { fileFinding } from './dropped-file.ts';

const receipt = {
  serial: 'HZ2026-7K3M9-QXD4R-4',
  purpose: 'application',
  title: '申报',
  at: '2026-07-15T09:59:59.900Z',
  // printf '{"a":1,"b":["甲"]}' | sha256sum
  hash: '30729a29198b61d2da9ca3ec4e2a2bc64ffd37a88f08273c6528ca03a76732b9',
  keyId: '0123456789abcdef',
  signature: 'c2lnbmF0dXJl',
};

test.each([
  [JSON.stringify(receipt), 'same-receipt'],
  [JSON.stringify({ verify: 'https://portal.example', ...receipt }), 'same-receipt'],
  [JSON.stringify({ ...receipt, at: '2026-07-15T09:00:00.000Z' }), 'changed-receipt'],
  [JSON.stringify({ ...receipt, serial: 'HZ2026-00000-00000-0' }), 'other-receipt'],
  ['{"b":["甲"],"a":1}', 'same-content'],
  ['{"b":["乙"],"a":1}', 'other-content'],
  ['not json', 'no-json'],
])('%s is %s', async (text, finding) => {
  expect(await fileFinding(text, receipt)).toBe(finding);
});
