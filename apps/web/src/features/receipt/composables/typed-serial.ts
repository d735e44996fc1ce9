import { readSerialNumber, receiptSerial } from '@jianglian/domain/kernel';

export type TypedSerial =
  | { readonly state: 'empty' | 'unfinished' | 'misread' }
  | { readonly state: 'read'; readonly serial: string };

/** Signs of a whole number without its dashes: prefix, year, ten signs, check sign. */
const whole = receiptSerial.prefix.length + 4 + receiptSerial.signs + 1;

/** What has been typed or scanned so far; a scanner types the whole address, so the number is taken out of it. */
export function typedSerial(text: string): TypedSerial {
  const last = text
    .trim()
    .replace(/^.*\/receipts\//i, '')
    .replace(/[?#].*$/, '');
  const signs = last.replace(/[^0-9a-z]/gi, '');
  if (signs === '') return { state: 'empty' };
  const serial = readSerialNumber(receiptSerial, last);
  if (serial !== undefined) return { state: 'read', serial };
  return { state: signs.length < whole ? 'unfinished' : 'misread' };
}
