import { describe, expect, it } from 'vitest';
import { receiptSerial, receiptText } from './receipt.ts';
import { readSerialNumber, serialNumber } from './serial-number.ts';

const id = '3f1c7a52-9b0e-4d61-8a77-5e2b90c4d1f3';

describe('a serial number', () => {
  const serial = serialNumber(receiptSerial, { year: 2026, id });

  it('stays the same for an id and a year, and differs else', () => {
    expect(serial).toMatch(/^HZ2026-[0-9A-Y]{5}-[0-9A-Y]{5}-[0-9A-Y]$/);
    expect(serialNumber(receiptSerial, { year: 2026, id })).toBe(serial);
    expect(serialNumber(receiptSerial, { year: 2027, id })).not.toBe(serial);
    expect(serialNumber(receiptSerial, { year: 2026, id: id.replace('f3', 'f4') })).not.toBe(serial);
  });

  it('of papers printed before stays what is printed there', () => {
    expect(serialNumber({ prefix: 'ZP', signs: 8 }, { year: 2026, id })).toBe('ZP2026-RD3E-5N79-E');
  });

  it('is read as people write it', () => {
    for (const text of [
      serial,
      ` ${serial.toLowerCase()} `,
      serial.replaceAll('-', ''),
      serial.replaceAll('-', ' '),
      serial.replaceAll('-', '－'),
      serial.replaceAll('-', '–'),
    ])
      expect(readSerialNumber(receiptSerial, text)).toBe(serial);
  });

  it('tells each sign misread and each two neighbours exchanged', () => {
    const signs = serial.replaceAll('-', '');
    for (let place = 2; place < signs.length; place++) {
      const other = signs[place] === '7' ? '8' : '7';
      expect(readSerialNumber(receiptSerial, signs.slice(0, place) + other + signs.slice(place + 1))).toBeUndefined();
      const [one, next] = [signs[place], signs[place + 1]];
      if (next === undefined || one === next) continue;
      const exchanged = signs.slice(0, place) + next + one + signs.slice(place + 2);
      expect(readSerialNumber(receiptSerial, exchanged)).toBeUndefined();
    }
  });

  it('is not of another kind, and not just any text', () => {
    const other = { prefix: 'ZP', signs: 8 };
    expect(readSerialNumber(other, serial)).toBeUndefined();
    expect(readSerialNumber(receiptSerial, serialNumber(other, { year: 2026, id }))).toBeUndefined();
    for (const text of ['', '2026', 'HZ2026', 'HZ2026-IIIII-00000-0', `${serial}0`])
      expect(readSerialNumber(receiptSerial, text)).toBeUndefined();
  });
});

describe('what a receipt signs', () => {
  it('is six fields in the order of their names, whatever else is at hand', () => {
    const statement = {
      serial: 'HZ',
      purpose: 'p',
      title: '“申报”',
      at: '2024-07-15T09:59:59.900Z',
      hash: 'h',
      keyId: 'k',
    };
    expect(receiptText({ ...statement, signature: 'x' } as typeof statement)).toBe(
      '{"at":"2024-07-15T09:59:59.900Z","hash":"h","keyId":"k","purpose":"p","serial":"HZ","title":"“申报”"}',
    );
  });
});
