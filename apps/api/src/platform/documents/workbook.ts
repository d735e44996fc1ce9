import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell } from './cells.ts';

/** One sheet of a workbook; its rows are asked for one after the other, when the ones before are written. */
export interface WorkbookSheet {
  readonly name: string;
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** Rows at the top that stay in sight and are bold; 1 unless told. */
  readonly headerRows?: number;
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

/**
 * Several sheets as one xlsx, written while it is sent: a hundred thousand rows take no more memory than one. Text is
 * typed as text and so is never a formula, whatever it begins with. The stream breaks off when a source of rows throws.
 */
export function workbookOf(sheets: readonly WorkbookSheet[]): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  const fail = (error: unknown): void => void out.destroy(error as Error);
  const options = { mtime: new Date('2024-01-01T00:00:00Z') };
  for (const [name, content] of partsOf(sheets)) zip.addBuffer(Buffer.from(content), name, options);
  for (const [index, sheet] of sheets.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, options, (done) => {
      const stream = Readable.from(sheetXml(sheet));
      stream.once('error', fail);
      done(null, stream);
    });
  }
  zip.once('error', fail);
  zip.outputStream.pipe(out);
  zip.end();
  return out;
}

/** The whole of a small workbook. */
export async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(stream, 'end');
  return Buffer.concat(chunks);
}

async function* sheetXml({ rows, widths, headerRows = 1 }: WorkbookSheet): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${main}">`;
  if (headerRows > 0) {
    const pane = `<pane ySplit="${headerRows}" topLeftCell="A${headerRows + 1}" activePane="bottomLeft" state="frozen"/>`;
    yield `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  }
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  // Written in pieces of some size: one for each row would cost more than the row.
  let piece = '';
  let number = 0;
  for await (const row of rows) {
    number += 1;
    piece += rowXml(row, number, number <= headerRows);
    if (piece.length > 60_000) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}</sheetData></worksheet>`;
}

function rowXml(row: readonly Cell[], number: number, bold: boolean): string {
  const style = bold ? ' s="1"' : '';
  const cells = row.map((cell, index) => {
    if (cell === null || cell === undefined || cell === '') return '';
    const at = `r="${columnName(index)}${number}"`;
    if (typeof cell === 'number') return `<c ${at}${style}><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c ${at}${style} t="b"><v>${cell ? 1 : 0}</v></c>`;
    return `<c ${at}${style} t="inlineStr"><is><t xml:space="preserve">${textXml(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** A, B … Z, AA … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** A cell holds at most 32,767 characters, and XML none of the control characters nor half a surrogate pair. */
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const textXml = (text: string): string =>
  text
    .slice(0, 32_767)
    .toWellFormed()
    .replace(forbidden, '')
    .replace(/[&<>]/g, (sign) => escapes[sign] as string);

const attribute = (text: string): string => textXml(text).replaceAll('"', '&quot;');

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook has besides its sheets. */
function partsOf(sheets: readonly WorkbookSheet[]): readonly (readonly [string, string])[] {
  const numbered = sheets.map(({ name }, index) => ({ name: sheetName(name), number: index + 1 }));
  const each = (part: (sheet: { name: string; number: number }) => string) => numbered.map(part).join('');
  const styles = sheets.length + 1;
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${each(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each(({ name, number }) => `<sheet name="${attribute(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packages}/relationships">${each(({ number }) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${styles}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
    ],
  ];
}

/** Excel takes 31 characters and none of these. */
const sheetName = (name: string): string => name.replace(/[\\/?*:[\]]/g, ' ').slice(0, 31);
