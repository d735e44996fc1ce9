const SOI = 0xffd8;
const APP1 = 0xffe1;
const SOS = 0xffda;
const ORIENTATION = 0x0112;

/** The EXIF segment of a JPEG with its orientation set to upright (the pixels are turned already), or nothing. */
export function exifOf(jpeg: ArrayBuffer): Uint8Array | undefined {
  const view = new DataView(jpeg);
  if (view.byteLength < 4 || view.getUint16(0) !== SOI) return undefined;
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker === SOS || (marker & 0xff00) !== 0xff00) return undefined;
    const length = view.getUint16(at + 2) + 2;
    if (marker === APP1 && at + length <= view.byteLength && view.getUint32(at + 4) === 0x45786966) {
      const segment = new Uint8Array(jpeg.slice(at, at + length));
      setUpright(segment);
      return segment;
    }
    at += length;
  }
  return undefined;
}

function setUpright(segment: Uint8Array): void {
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10);
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return;
  const entries = tiff.getUint16(directory, little);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.byteLength) return;
    if (tiff.getUint16(entry, little) === ORIENTATION) tiff.setUint16(entry + 8, 1, little);
  }
}

/** The JPEG with the EXIF segment put behind its first marker. */
export function withExif(jpeg: ArrayBuffer, segment: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(jpeg);
  const joined = new Uint8Array(bytes.length + segment.length);
  joined.set(bytes.subarray(0, 2), 0);
  joined.set(segment, 2);
  joined.set(bytes.subarray(2), 2 + segment.length);
  return joined;
}
