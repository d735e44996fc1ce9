import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { csvOf, readSheet, writeSheet } from '../../src/platform/documents/index.ts';
import { zipOf } from '../support/sample-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jianglian-sheets-'));
const file = (name: string, content: Buffer): string => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const codesOf = async (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: { refusals: { code: string }[] }) => error.refusals.map((refusal) => refusal.code),
  );

const rows = [
  ['姓名', '工种', '年份'],
  ['张三', '电工', 2024],
  ['=1+1', '+86', -3],
];

test('what was written as xlsx reads back as text, formulas included', async () => {
  const sheet = await readSheet(Readable.from(await writeSheet(rows, { format: 'xlsx' })), { maxRows: 10 });
  expect(sheet).toEqual({
    encoding: 'xlsx',
    sheet: 'Sheet1',
    rows: [
      ['姓名', '工种', '年份'],
      ['张三', '电工', '2024'],
      ['=1+1', '+86', '-3'],
    ],
  });
});

test('in csv an apostrophe keeps text from being a formula, numbers stay numbers', () => {
  const csv = csvOf([['=1+1', '+a', '-b', '@c', '\td', '＝e', -3, 'a,"b"', null]]).toString();
  expect(csv).toBe(`\uFEFF'=1+1,'+a,'-b,'@c,'\td,'＝e,-3,"a,""b""",\r\n`);
});

test.each([
  ['utf-8', Buffer.from('\uFEFF姓名,单位\r\n张三,"重庆,公司"\r\n\r\n')],
  [
    'gbk',
    Buffer.concat([Buffer.from('d0d5c3fb2cb5a5ceba', 'hex'), Buffer.from('\n'), Buffer.from('d5c5c8fd2c2222', 'hex')]),
  ],
])('csv in %s is read, whatever its line ends', async (encoding, content) => {
  const sheet = await readSheet(file(`${encoding}.csv`, content), { maxRows: 10 });
  expect(sheet.encoding).toBe(encoding);
  expect(sheet.rows[0]?.[0]).toBe('姓名');
  expect(sheet.rows[1]?.[0]).toBe('张三');
  expect(sheet.rows).toHaveLength(2);
});

test('semicolons and tabs separate, too', async () => {
  expect((await readSheet(file('a.csv', Buffer.from('a;b\n1;2')), { maxRows: 9 })).rows[1]).toEqual(['1', '2']);
  expect((await readSheet(file('b.csv', Buffer.from('a\tb\n1\t2')), { maxRows: 9 })).rows[1]).toEqual(['1', '2']);
});

test('a formula counts by the value last computed, a long number keeps its digits', async () => {
  const sheetXml = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>500103198001010016</v></c><c r="C1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>
    </sheetData></worksheet>`;
  const sheet = await readSheet(file('formula.xlsx', workbookOf(sheetXml)), { maxRows: 5 });
  expect(sheet.rows).toEqual([['2', '500103198001010016', 'ab']]);
});

test('a zip bomb is refused, and costs neither time nor memory', async () => {
  const bomb = workbookOf(Buffer.alloc(400 * 1024 * 1024, 0x20));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const before = process.memoryUsage().rss;
  const start = performance.now();
  expect(await codesOf(readSheet(file('bomb.xlsx', bomb), { maxRows: 5 }))).toEqual(['files.too-much']);
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

test('a zip that lies about its sizes is refused', async () => {
  const liar = zipOf([{ name: 'xl/workbook.xml', content: deflateRawSync(Buffer.alloc(5_000_000)), says: 10 }]);
  expect(await codesOf(readSheet(file('liar.xlsx', liar), { maxRows: 5 }))).toEqual(['files.broken']);
});

test.each([
  ['nothing on it', Buffer.from(' \n\n'), ['files.no-sheet']],
  ['a broken zip', Buffer.from('PK\x03\x04 and then nothing'), ['files.broken']],
  ['no text of any kind', Buffer.from([0x80, 0xff, 0xff, 0x00, 0x81]), ['files.broken']],
  ['too many rows', Buffer.from('a\n'.repeat(7)), ['files.too-many-rows']],
])('a sheet with %s is refused', async (_, content, codes) => {
  expect(await codesOf(readSheet(file('bad.csv', content), { maxRows: 5 }))).toEqual(codes);
});

test('ten thousand rows are read within seconds', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => [
    `张三${index}`,
    '电工',
    '重庆某某有限公司',
    index,
    '2024-01-01',
  ]);
  const start = performance.now();
  const written = await writeSheet(many, { format: 'xlsx' });
  const { rows: read } = await readSheet(file('many.xlsx', written), { maxRows: 10_000 });
  expect(read).toHaveLength(10_000);
  expect(read[9_999]).toEqual(['张三9999', '电工', '重庆某某有限公司', '9999', '2024-01-01']);
  expect(performance.now() - start).toBeLessThan(10_000);
});

/** The least that is a workbook, around this sheet. */
function workbookOf(sheet: string | Buffer): Buffer {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zipOf(
    Object.entries(parts).map(([name, content]) => {
      const bytes = Buffer.from(content);
      return { name, content: deflateRawSync(bytes), plain: bytes };
    }),
  );
}
