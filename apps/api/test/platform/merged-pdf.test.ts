import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergedPdf, type MergePart } from '../../src/platform/documents/index.ts';
import { encryptedPdf, jpeg, pdf, png } from '../support/sample-files.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'merge-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let count = 0;
const part = (content: Uint8Array, kind: MergePart['kind'] = 'pdf'): MergePart => {
  const file = path.join(directory, `${(count += 1)}`);
  writeFileSync(file, content);
  return { file, kind };
};
const merge = async (parts: readonly MergePart[]) => {
  const output = path.join(directory, `${(count += 1)}.pdf`);
  return { result: await mergedPdf({ parts, output }), output };
};
const sizes = async (file: string) =>
  (await PDFDocument.load(readFileSync(file))).getPages().map((page) => [page.getWidth(), page.getHeight()]);

test('PDFs and pictures become one PDF in their order; a picture is an upright page of A4', async () => {
  const { result, output } = await merge([
    part(pdf(2)),
    part(jpeg(), 'jpeg'),
    part(jpeg(40, 30, 1), 'jpeg'),
    part(png(), 'png'),
  ]);
  expect(result).toEqual({ ok: true, pages: 5 });
  expect(await sizes(output)).toEqual([
    [10, 10],
    [10, 10],
    [595.28, 841.89],
    [841.89, 595.28],
    [595.28, 841.89],
  ]);
});

test('what a camera wrote beside the picture stays outside', async () => {
  const { output } = await merge([part(jpeg(), 'jpeg')]);
  expect(jpeg().includes('GPS here')).toBe(true);
  expect(readFileSync(output).includes('GPS here')).toBe(false);
});

test('what a page would start is taken off', async () => {
  const source = await PDFDocument.create();
  const script = source.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') });
  const page = source.addPage();
  page.node.set(PDFName.of('AA'), source.context.obj({ O: script }));
  page.node.set(
    PDFName.of('Annots'),
    source.context.obj([source.context.obj({ Type: 'Annot', Subtype: 'Link', A: script })]),
  );
  const { result, output } = await merge([part(await source.save({ useObjectStreams: false }))]);
  expect(result.ok).toBe(true);
  const kept = (await PDFDocument.load(readFileSync(output))).getPage(0).node;
  expect(kept.get(PDFName.of('AA'))).toBeUndefined();
  expect(String(kept.lookup(PDFName.of('Annots')))).not.toContain('/A ');
});

test.each([
  ['broken', Buffer.from('%PDF-1.7\nnothing'), 'pdf', 'broken'],
  ['encrypted', encryptedPdf(), 'pdf', 'encrypted'],
  ['cut off', jpeg().subarray(0, 60), 'jpeg', 'broken'],
  ['a bomb of 4 thousand million dots', png(65_000, 65_000), 'png', 'too-much'],
  ['a poster', jpeg(20_000, 20_000), 'jpeg', 'too-much'],
] as const)('a part that is %s is named', async (_, content, kind, reason) => {
  const { result } = await merge([part(pdf(1)), part(content, kind), part(pdf(1))]);
  expect(result).toEqual({ ok: false, reason, part: 1 });
});
