import { describe, expect, it } from 'vitest';
import { isSerialNumber, serialNumber } from './serial-number.ts';

const id = '3f1c7a52-9b0e-4d61-8a77-5e2b90c4d1f3';

describe('the serial number of a self-evaluation', () => {
  it('stays the same and differs between evaluations and years', () => {
    const serial = serialNumber({ year: 2026, id });
    expect(serial).toMatch(/^ZP2026-[0-9A-Y]{4}-[0-9A-Y]{4}-[0-9A-Y]$/);
    expect(serialNumber({ year: 2026, id })).toBe(serial);
    expect(serialNumber({ year: 2028, id })).not.toBe(serial);
    expect(serialNumber({ year: 2026, id: id.replace('f3', 'f4') })).not.toBe(serial);
  });

  it('notices one sign misread, and two exchanged', () => {
    const serial = serialNumber({ year: 2026, id });
    expect(isSerialNumber(serial)).toBe(true);
    expect(isSerialNumber(` ${serial.toLowerCase()} `)).toBe(true);
    for (const place of [7, 8, 9, 10, 12, 13, 14, 15]) {
      const other = serial[place] === '7' ? '8' : '7';
      expect(isSerialNumber(serial.slice(0, place) + other + serial.slice(place + 1))).toBe(false);
    }
    expect(serial[9]).not.toBe(serial[10]);
    expect(isSerialNumber(serial.slice(0, 9) + serial[10] + serial[9] + serial.slice(11))).toBe(false);
    expect(isSerialNumber('ZP2026-IIII-0000-0')).toBe(false);
    expect(isSerialNumber('2026')).toBe(false);
  });
});
