import { ContentError } from '../isolation/inside.ts';

export interface Jpeg {
  /** The picture without what a camera or phone wrote beside it: place, owner, thumbnails. */
  readonly plain: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise to turn it so that it stands upright; mirrored ones are only turned. */
  readonly turn: 0 | 90 | 180 | 270;
}

const turns: Readonly<Record<number, Jpeg['turn']>> = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 };
/** EXIF and XMP, IPTC, comments: nothing a picture needs to be seen. */
const beside = new Set([0xe1, 0xed, 0xfe]);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Reads the segments before the picture itself. Throws ContentError when they do not lead to one. */
export function readJpeg(bytes: Uint8Array): Jpeg {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let turn: Jpeg['turn'] = 0;
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) {
      if (!size) break;
      kept.push(bytes.subarray(at));
      return { plain: Buffer.concat(kept), ...size, turn };
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) break;
    if (isFrame(marker) && end >= at + 9) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xe1) turn = turnOf(bytes.subarray(at + 4, end)) ?? turn;
    if (!beside.has(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  throw new ContentError('broken');
}

/** The orientation a camera noted: tag 0x0112 of the first directory. */
function turnOf(segment: Uint8Array): Jpeg['turn'] | undefined {
  if (segment.length < 14 || String.fromCharCode(...segment.subarray(0, 4)) !== 'Exif') return undefined;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return undefined;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 10 > view.byteLength) return undefined;
    if (view.getUint16(at, little) === 0x0112) return turns[view.getUint16(at + 8, little)] ?? 0;
  }
  return undefined;
}
