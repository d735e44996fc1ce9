import { expect, test } from 'vitest';
import { exifOf, withExif } from './jpeg-exif.ts';

/** A JPEG's head: SOI, an APP0, an EXIF block saying "turned by 90°" (orientation 6), then image data. */
function jpeg(): ArrayBuffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const app1 = [0xff, 0xe1, 0, exif.length + 2, ...exif];
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, ...app1, 0xff, 0xda, 0, 2, 9]).buffer;
}

test('the EXIF block is found behind other blocks and set upright, because the pixels are turned already', () => {
  const segment = exifOf(jpeg())!;
  expect(Array.from(segment.slice(0, 2))).toEqual([0xff, 0xe1]);
  const orientation = segment.slice(-8, -6);
  expect(Array.from(orientation)).toEqual([0, 1]);
});

test('it is put behind the first marker of the new picture', () => {
  const segment = exifOf(jpeg())!;
  const joined = withExif(new Uint8Array([0xff, 0xd8, 0xff, 0xda, 7]).buffer, segment);
  expect(Array.from(joined.slice(0, 4))).toEqual([0xff, 0xd8, 0xff, 0xe1]);
  expect(Array.from(joined.slice(-3))).toEqual([0xff, 0xda, 7]);
  expect(exifOf(joined.buffer)).toEqual(segment);
});

test('a picture without EXIF, or no JPEG at all, has none', () => {
  expect(exifOf(new Uint8Array([0xff, 0xd8, 0xff, 0xda, 0, 2]).buffer)).toBeUndefined();
  expect(exifOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBeUndefined();
});
