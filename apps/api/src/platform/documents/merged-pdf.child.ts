import { readFile, writeFile } from 'node:fs/promises';
import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, type PDFImage, type PDFPage } from '@cantoo/pdf-lib';
import { answerOnce, ContentError } from '../isolation/inside.ts';
import { readJpeg } from './jpeg.ts';
import type { MergeOrder } from './merged-pdf.ts';

// Runs in a child process: see isolated.ts.

const a4 = { short: 595.28, long: 841.89, margin: 28.35 };
/** A phone's largest pictures have 50 to 108 million dots; more is a bomb or a poster. */
const mostDots = 120_000_000;

answerOnce(async ({ parts, output }: MergeOrder) => {
  const merged = await PDFDocument.create();
  for (const [index, { file, kind }] of parts.entries()) {
    try {
      const bytes = new Uint8Array(await readFile(file));
      if (kind === 'pdf') await addPages(merged, bytes);
      else await addPicture(merged, bytes, kind);
    } catch (error) {
      const reason = error instanceof ContentError ? error.message : 'broken';
      throw new ContentError(`${reason}:${index}`);
    }
  }
  await writeFile(output, await merged.save());
  return merged.getPageCount();
});

async function addPages(merged: PDFDocument, bytes: Uint8Array): Promise<void> {
  const source = await opened(bytes);
  for (const page of await merged.copyPages(source, source.getPageIndices())) {
    disarm(page);
    merged.addPage(page);
  }
}

/** What opens without a password is taken, also when its maker wanted nobody to change it. */
async function opened(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  } catch (error) {
    const shell = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
    throw shell.isEncrypted ? new ContentError('encrypted') : error;
  }
}

/** Stamps and notes stay, what they or the page would start does not. */
function disarm({ node, doc }: PDFPage): void {
  node.delete(PDFName.of('AA'));
  const notes = node.lookup(PDFName.of('Annots'));
  if (!(notes instanceof PDFArray)) return;
  for (let index = 0; index < notes.size(); index++) {
    const note = doc.context.lookup(notes.get(index));
    if (!(note instanceof PDFDict)) continue;
    note.delete(PDFName.of('A'));
    note.delete(PDFName.of('AA'));
  }
}

async function addPicture(merged: PDFDocument, bytes: Uint8Array, kind: 'jpeg' | 'png'): Promise<void> {
  if (kind === 'jpeg') {
    const { plain, width, height, turn } = readJpeg(bytes);
    demandBearable(width * height);
    return place(merged, await merged.embedJpg(plain), turn);
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  demandBearable(header.getUint32(16) * header.getUint32(20));
  place(merged, await merged.embedPng(bytes), 0);
}

function demandBearable(dots: number): void {
  if (!(dots > 0)) throw new ContentError('broken');
  if (dots > mostDots) throw new ContentError('too-much');
}

/** Upright in the middle of an A4 page that lies or stands as the picture does, never larger than it is at 96 dots an inch. */
function place(merged: PDFDocument, image: PDFImage, turn: 0 | 90 | 180 | 270): void {
  const sideways = turn === 90 || turn === 270;
  const [width, height] = sideways ? [image.height, image.width] : [image.width, image.height];
  const [pageWidth, pageHeight] = width > height ? [a4.long, a4.short] : [a4.short, a4.long];
  const scale = Math.min((pageWidth - 2 * a4.margin) / width, (pageHeight - 2 * a4.margin) / height, 72 / 96);
  const shown = { width: width * scale, height: height * scale };
  const left = (pageWidth - shown.width) / 2;
  const bottom = (pageHeight - shown.height) / 2;
  // Turned about its lower left corner: which corner of the place that is depends on the turn.
  const corner = {
    0: { x: left, y: bottom },
    90: { x: left, y: bottom + shown.height },
    180: { x: left + shown.width, y: bottom + shown.height },
    270: { x: left + shown.width, y: bottom },
  }[turn];
  merged.addPage([pageWidth, pageHeight]).drawImage(image, {
    ...corner,
    width: image.width * scale,
    height: image.height * scale,
    rotate: degrees(-turn),
  });
}
