import { describe, expect, it } from 'vitest';
import { maskedAddress, withoutAddresses } from './index.ts';

describe('a mail address as others see it', () => {
  it.each([
    ['wangjianguo@example.cn', 'w***@example.cn'],
    ['w@example.cn', 'w***@example.cn'],
    ['王@例子.中国', '王***@例子.中国'],
    ['nothing', '***'],
    ['@example.cn', '***'],
  ])('%s → %s', (address, masked) => expect(maskedAddress(address)).toBe(masked));

  it.each([
    ['550 5.1.1 <wang@example.cn>: Recipient address rejected', '550 5.1.1 <***>: Recipient address rejected'],
    [
      'all recipients were rejected: 550 wang.j+x@mail.example.cn unknown',
      'all recipients were rejected: 550 *** unknown',
    ],
    ['Connection timeout', 'Connection timeout'],
  ])('is taken out of what a server answered: %s', (said, kept) => expect(withoutAddresses(said)).toBe(kept));
});
