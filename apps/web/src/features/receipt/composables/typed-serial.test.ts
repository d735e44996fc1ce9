import { receiptSerial, serialNumber } from '@jianglian/domain/kernel';
import { expect, test } from 'vitest';
import { typedSerial } from './typed-serial.ts';

const serial = serialNumber(receiptSerial, { year: 2026, id: '3f1c7a52-9b0e-4d61-8a77-5e2b90c4d1f3' });

test.each([
  ['', { state: 'empty' }],
  ['  ', { state: 'empty' }],
  ['HZ2026-7K', { state: 'unfinished' }],
  [serial, { state: 'read', serial }],
  [serial.toLowerCase().replaceAll('-', ' '), { state: 'read', serial }],
  [`https://portal.example/receipts/${serial}?print=1`, { state: 'read', serial }],
  [serial.slice(0, -1) + (serial.endsWith('7') ? '8' : '7'), { state: 'misread' }],
  [`${serial}0`, { state: 'misread' }],
])('%j is told at once for what it is', (text, told) => {
  expect(typedSerial(text)).toEqual(told);
});
