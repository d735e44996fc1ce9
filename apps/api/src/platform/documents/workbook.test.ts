import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPromise } from 'yauzl';
import { describe, expect, it } from 'vitest';
import { readSheet } from './spreadsheet.ts';
import { bytesOf, columnName, workbookOf } from './workbook.ts';

async function inFile<T>(bytes: Buffer, read: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'workbook-'));
  try {
    const file = path.join(folder, 'a.xlsx');
    writeFileSync(file, bytes);
    return await read(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a workbook', () => {
  it('is read back by the portal’s own reader: text as text, numbers as numbers', async () => {
    const rows = [
      ['名称', '得分', '说明'],
      ['=1+1', 87.5, 'a < b & "c"\u0007\nzweite'],
      ['', null, true],
      [null, undefined, '\ud800half'],
    ];
    const bytes = await bytesOf(workbookOf([{ name: '评分/明细', widths: [20, 8, 40], rows }]));
    const sheet = await inFile(bytes, (file) => readSheet(file, { maxRows: 10 }));
    expect(sheet.sheet).toBe('评分 明细');
    expect(sheet.rows[0]).toEqual(['名称', '得分', '说明']);
    expect(sheet.rows[1]).toEqual(['=1+1', '87.5', 'a < b & "c"\nzweite']);
  });

  it('has every sheet, and asks for rows only as they are sent', async () => {
    let asked = 0;
    async function* many() {
      for (; asked < 200_000; asked += 1) yield ['一行文字', asked];
    }
    const stream = workbookOf([
      { name: '概览', widths: [], headerRows: 0, rows: [['x']] },
      { name: '明细', widths: [10, 10], rows: many() },
    ]);
    await new Promise((resolve) => stream.once('readable', resolve));
    expect(asked).toBeLessThan(200_000);
    const bytes = await bytesOf(stream);
    expect(asked).toBe(200_000);
    const names = await inFile(bytes, async (file) => {
      const zip = await openPromise(file, { lazyEntries: true });
      const found: string[] = [];
      for await (const entry of zip.eachEntry()) found.push(entry.fileName);
      return found;
    });
    expect(names.filter((name) => name.startsWith('xl/worksheets'))).toHaveLength(2);
  });

  it('breaks off when its rows do', async () => {
    async function* broken() {
      yield ['one'];
      throw new Error('the database is away');
    }
    const stream = workbookOf([{ name: 'a', widths: [], rows: broken() }]);
    await expect(bytesOf(stream)).rejects.toThrow('the database is away');
  });

  it('counts columns as Excel does', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
