import { deflateRawSync } from 'node:zlib';
import { awardImportApi } from '@jianglian/contracts/award-import';
import { editableFields } from '@jianglian/domain/studio';
import { generatedAwardList } from '@jianglian/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvOf, readSheet, writeSheet } from '../../src/platform/documents/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { Readable } from 'node:stream';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf, png, zipOf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { applied, checkedList, studioCount, uploadList } from './an-award-list.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const api = () => office.to(awardImportApi);
const imports = async () =>
  (await portal.db.one<{ count: number }>(sql`SELECT count(*) AS count FROM award_imports`))?.count;

describe('files that are none', () => {
  test.each([
    ['a PDF called xlsx', 'list.xlsx', pdf(1), 'files.wrong-kind'],
    ['a picture called csv', 'list.csv', png(), 'files.wrong-kind'],
    [
      'a broken zip',
      'list.xlsx',
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000, 7)]),
      'files.wrong-kind',
    ],
    ['nothing', 'list.csv', Buffer.alloc(0), 'files.empty'],
    ['blank lines', 'list.csv', Buffer.from('\n\n \n'), 'files.no-sheet'],
    [
      'a title and nothing below',
      'list.csv',
      Buffer.from('2024年度市级技能大师工作室名单\n序号,姓名,单位\n'),
      'award-import.no-rows',
    ],
  ])('%s is refused and leaves nothing behind', async (_, name, content, code) => {
    const before = [await imports(), (await portal.db.rows(sql`SELECT 1 FROM files`)).length];
    const answer = await office.upload('/api/award-imports', { name, content });
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ refusals: { code: string }[] }>().refusals.map((refusal) => refusal.code)).toEqual([code]);
    expect([await imports(), (await portal.db.rows(sql`SELECT 1 FROM files`)).length]).toEqual(before);
  });

  test('a zip bomb is refused within seconds', async () => {
    const bomb = workbook(Buffer.alloc(300 * 1024 * 1024, 0x20));
    const answer = await office.upload('/api/award-imports', { name: 'bomb.xlsx', content: bomb });
    expect(answer.statusCode).toBe(422);
    expect(answer.payload).toContain('files.too-much');
  });

  test('a form without a file is refused', async () => {
    const answer = await office.raw({ method: 'POST', url: '/api/award-imports', body: {} });
    expect(answer.statusCode).toBe(422);
  });
});

describe('what spreadsheets hold', () => {
  test('GBK is read', async () => {
    const list = await uploadList(
      office,
      'gbk.csv',
      gbk('序号,工作室名称,单位\n1,庹明河焊工技能大师工作室,重庆川渚汽车零部件有限公司\n'),
    );
    const { rows } = await api().rows({ params: { id: list.id }, query: {} });
    expect(list.columns.map(({ head }) => head)).toEqual(['序号', '工作室名称', '单位']);
    expect(rows[0]?.values).toMatchObject({
      studioName: '庹明河焊工技能大师工作室',
      hostUnit: '重庆川渚汽车零部件有限公司',
    });
  });

  test('of a formula the value counts, formula text is an error and leaves as text', async () => {
    const table = [
      ['序号', '工作室名称', '单位'],
      ['1', '李文焊工技能大师工作室', '=HYPERLINK("http://example.invalid","重庆某某有限公司")'],
      ['2', '王强焊工技能大师工作室', '@SUM(A1:A2)'],
    ];
    const list = await checkedList(
      { portal, office },
      '公式.csv',
      csvOf(table).toString().replaceAll("'=", '=').replaceAll("'@", '@'),
      {
        tier: 'municipal',
      },
    );
    const { rows } = await api().rows({ params: { id: list.id }, query: {} });
    expect(rows.map(({ verdict, findings }) => [verdict, findings[0]?.code])).toEqual([
      ['refused', 'award-import.formula-text'],
      ['refused', 'award-import.formula-text'],
    ]);
    const csv = await office.raw({ method: 'GET', url: `/api/award-imports/${list.id}/result?format=csv` });
    expect(csv.payload).toContain(`"'=HYPERLINK（""http`);
    expect(csv.payload).toContain(`,'@SUM（A1:A2）`);
    const xlsx = await office.raw({ method: 'GET', url: `/api/award-imports/${list.id}/result` });
    const read = await readSheet(Readable.from(xlsx.rawPayload), { maxRows: 10 });
    expect(read.rows[1]?.[5]).toBe('=HYPERLINK（"http://example.invalid","重庆某某有限公司"）');
    const parts = await office.raw({ method: 'GET', url: `/api/award-imports/${list.id}/result?format=xlsx` });
    expect(parts.headers['content-disposition']).toContain('attachment');
  });

  test('contacts and identity numbers are not kept anywhere', async () => {
    const list = await uploadList(
      office,
      '联系.csv',
      '姓名,单位,工种,联系电话,备注\n李文,重庆某某有限公司,焊工,13800001111,500103198001010016\n王强,重庆某某有限公司,电工,023-88126933,\n',
    );
    expect(list.columns.map(({ field }) => field)).toEqual(['master', 'hostUnit', 'occupation', 'private', 'private']);
    expect(list.findings.map(({ code }) => code)).toEqual(['award-import.private-columns-dropped']);
    const kept = await portal.db.rows(sql`SELECT cells::text FROM award_import_rows WHERE import_id = ${list.id}`);
    expect(JSON.stringify(kept)).not.toMatch(/1380000|88126933|5001031980/);
  });

  test('the template has the columns that are understood', async () => {
    const answer = await office.raw({ method: 'GET', url: '/api/award-imports/template' });
    const { rows } = await readSheet(Readable.from(answer.rawPayload), { maxRows: 5 });
    const filled = await writeSheet([...rows, ['李文焊工技能大师工作室', '', '', '重庆某某有限公司']], {
      format: 'xlsx',
    });
    const list = await uploadList(office, 'template.xlsx', filled);
    expect(list.columns.map(({ field }) => field)).toEqual(editableFields);
  });
});

describe('all or nothing', () => {
  const short = () => csvOf(generatedAwardList({ rows: 1_200, badShare: 0, label: 'all or nothing' }).rows);

  test('when the database fails midway nothing is written, and the import can be checked again', async () => {
    const list = await checkedList({ portal, office }, '中断.csv', short());
    expect(list.figures.new).toBe(1_200);
    await portal.db.run(sql`CREATE FUNCTION fail_late() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF (SELECT count(*) FROM studios) > 900 THEN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$`);
    await portal.db.run(
      sql`CREATE TRIGGER fail_late BEFORE INSERT ON studios FOR EACH ROW EXECUTE FUNCTION fail_late()`,
    );
    const failed = await applied({ portal, office }, list);
    expect(failed).toMatchObject({ state: 'failed', failure: 'award-import.failed' });
    expect(failed.offers.map(({ action }) => action)).toEqual(['map', 'check', 'cancel']);
    expect(await studioCount(portal)).toBe(0);
    expect(await portal.db.rows(sql`SELECT 1 FROM masters UNION ALL SELECT 1 FROM host_units`)).toEqual([]);
    await portal.db.run(sql`DROP TRIGGER fail_late ON studios`);
    await api().check({ params: { id: list.id }, body: { revision: failed.revision } });
    await portal.runJobs();
    const again = await api().one({ params: { id: list.id } });
    expect((await applied({ portal, office }, again)).state).toBe('applied');
    expect(await studioCount(portal)).toBe(1_200);
  });

  test('a double click writes once', async () => {
    const content = csvOf([
      ['序号', '工作室名称', '单位'],
      ['1', '简书樵焊工技能大师工作室', '重庆澄江精工机械厂'],
    ]);
    const list = await checkedList({ portal, office }, '双击.csv', content, { tier: 'municipal' });
    const press = () => api().apply({ params: { id: list.id }, body: { revision: list.revision, count: 1 } });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ state }) => state)).toEqual(['applying', 'applying', 'applying']);
    await portal.runJobs();
    expect((await press()).state).toBe('applied');
    expect(await portal.db.rows(sql`SELECT 1 FROM masters WHERE name = '简书樵'`)).toHaveLength(1);
  });

  test('what the register learned after the check stops the application before it writes', async () => {
    const content = csvOf([
      ['序号', '工作室名称', '单位'],
      ['1', '骆闻溪焊工技能大师工作室', '重庆石舫数控科技有限公司'],
      ['2', '晏知微焊工技能大师工作室', '重庆渝东交通技师学院'],
    ]);
    const wizard = { portal, office };
    const first = await checkedList(wizard, '甲.csv', content, { tier: 'municipal' });
    const second = await checkedList(wizard, '乙.csv', content, { tier: 'municipal' });
    expect((await applied(wizard, first)).state).toBe('applied');
    const count = await studioCount(portal);
    expect(await applied(wizard, second)).toMatchObject({ state: 'failed', failure: 'award-import.registry-changed' });
    expect(await studioCount(portal)).toBe(count);
    const failed = await api().one({ params: { id: second.id } });
    await api().check({ params: { id: second.id }, body: { revision: failed.revision } });
    await portal.runJobs();
    expect(await api().one({ params: { id: second.id } })).toMatchObject({ figures: { same: 2, new: 0 } });
  });

  test('two lists with the same masters applied at once never both win', async () => {
    const content = csvOf([
      ['序号', '工作室名称', '单位'],
      ['1', '阮一苇焊工技能大师工作室', '重庆漆语文化传承有限公司'],
    ]);
    const wizard = { portal, office };
    const lists = [
      await checkedList(wizard, '丙.csv', content, { tier: 'municipal' }),
      await checkedList(wizard, '丁.csv', content, { tier: 'municipal' }),
    ];
    for (const { id, revision } of lists) await api().apply({ params: { id }, body: { revision, count: 1 } });
    await Promise.all([portal.runJobs(), portal.runJobs()]);
    const states = await Promise.all(lists.map(async ({ id }) => (await api().one({ params: { id } })).state));
    expect(states.toSorted()).toEqual(['applied', 'failed']);
    expect(await portal.db.rows(sql`SELECT 1 FROM masters WHERE name = '阮一苇'`)).toHaveLength(1);
  });

  test('an import given up while it is checked stops', async () => {
    const list = await uploadList(office, '放弃.csv', short());
    const mapped = await api().map({
      params: { id: list.id },
      body: {
        revision: 1,
        firstRow: list.firstRow,
        columns: list.columns.map(({ field }) => field),
        defaults: { ...list.defaults, tier: 'municipal', awardedOn: '2024-01-01' },
      },
    });
    const checking = await api().check({ params: { id: list.id }, body: { revision: mapped.revision } });
    await api().cancel({ params: { id: list.id }, body: { revision: checking.revision } });
    await portal.runJobs();
    expect(await api().one({ params: { id: list.id } })).toMatchObject({ state: 'cancelled', figures: { new: 0 } });
  });
});

describe('a list that meets the register', () => {
  test('an award of a higher tier upgrades the studio, dated and with its number', async () => {
    const wizard = { portal, office };
    const row = ['1', '庹明河焊工技能大师工作室', '重庆川渚汽车零部件有限公司'];
    const heads = ['序号', '工作室名称', '单位'];
    await applied(
      wizard,
      await checkedList(wizard, '2021.csv', csvOf([['2021年度市级技能大师工作室名单'], heads, row]), {
        awardedOn: '2021-09-30',
      }),
    );
    const upgrade = await checkedList(wizard, '2024.csv', csvOf([['2024年度市级首席技能大师工作室名单'], heads, row]), {
      documentNumber: '渝高技办[2024]15号',
    });
    expect(upgrade).toMatchObject({
      figures: { new: 0, changed: 1 },
      defaults: { documentNumber: '渝高技办〔2024〕15号' },
    });
    const { rows } = await api().rows({ params: { id: upgrade.id }, query: { only: 'changed' } });
    expect(rows[0]).toMatchObject({
      studio: { name: '庹明河焊工技能大师工作室' },
      changes: [
        { field: 'tier', before: 'municipal', after: 'chief' },
        { field: 'awardedOn', before: '2021-09-30', after: '2024-09-30' },
        { field: 'documentNumber', before: null, after: '渝高技办〔2024〕15号' },
      ],
    });
    expect((await applied(wizard, upgrade)).state).toBe('applied');
    const events = await portal.db.rows(sql`
      SELECT e.kind, e.happened_on AS "happenedOn", e.document_number AS "documentNumber", e.reason FROM studio_events e
      JOIN studios s ON s.id = e.studio_id JOIN masters m ON m.id = s.master_id WHERE m.name = '庹明河' ORDER BY e.position`);
    expect(events).toEqual([
      { kind: 'awarded', happenedOn: '2021-09-30', documentNumber: null, reason: '按名单“2021.csv”导入' },
      {
        kind: 'upgraded',
        happenedOn: '2024-09-30',
        documentNumber: '渝高技办〔2024〕15号',
        reason: '按名单“2024.csv”导入',
      },
    ]);
    const older = await checkedList(wizard, '2019.csv', csvOf([['2019年度市级技能大师工作室名单'], heads, row]), {
      awardedOn: '2019-09-30',
    });
    expect(older.figures).toMatchObject({ refused: 1 });
    const found = await api().outline({ params: { id: older.id }, query: {} });
    expect(found.groups.map(({ finding }) => finding.code)).toContain('award-import.tier-below-registry');
  });

  test('the master has a studio elsewhere: refused with the clause, unless the official knows better', async () => {
    const wizard = { portal, office };
    const content = csvOf([
      ['2024年度市级技能大师工作室名单'],
      ['工作室名称', '单位'],
      ['庹明河电工技能大师工作室', '重庆另一家机械有限公司'],
    ]);
    const list = await checkedList(wizard, '别处.csv', content);
    expect(list.figures.refused).toBe(1);
    const { groups } = await api().outline({ params: { id: list.id }, query: {} });
    expect(groups[0]?.finding).toMatchObject({
      code: 'award-import.master-elsewhere',
      acceptable: true,
      params: { studio: '庹明河焊工技能大师工作室', unit: '重庆川渚汽车零部件有限公司' },
    });
  });

  test('every act is in the audit log under the name of the official', async () => {
    const actions = await portal.db.rows<{ action: string; role: string }>(sql`
      SELECT DISTINCT action, role FROM audit_records WHERE subject_type = 'award-import' ORDER BY action`);
    expect(new Set(actions.map(({ role }) => role))).toEqual(new Set(['office']));
    expect(actions.map(({ action }) => action)).toEqual(
      [
        'applied',
        'application-started',
        'cancelled',
        'check-started',
        'checked',
        'failed',
        'mapped',
        'uploaded',
      ].toSorted(),
    );
  });
});

/** GBK as an old spreadsheet program saves it: the decoder's table turned round. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      table.set(decoder.decode(Buffer.from([lead, trail])), [lead, trail]);
  }
  return Buffer.from([...text].flatMap((character) => table.get(character) ?? [character.charCodeAt(0)]));
}

function workbook(sheet: Buffer): Buffer {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zipOf(
    Object.entries(parts).map(([name, content]) => {
      const bytes = Buffer.from(content);
      return { name, content: deflateRawSync(bytes), plain: bytes };
    }),
  );
}
