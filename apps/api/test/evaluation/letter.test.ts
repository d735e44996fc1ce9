import { type CycleView, evaluationApi } from '@jianglian/contracts/evaluation';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fromBuffer } from 'yauzl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LetterArchives } from '../../src/features/evaluation/letter/letter-archive.service.ts';
import { sql } from '../../src/platform/database/index.ts';
import { pdfOf, unprintable } from '../../src/platform/documents/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import {
  aStudio,
  anOpenCycle,
  at,
  decisionRows,
  type EvaluatedStudio,
  type Officials,
  officials,
  refusal,
  released,
  scoredToDecide,
} from './a-cycle.ts';

let portal: Portal;
let two: Officials;
let cycle: CycleView;
let studios: EvaluatedStudio[];
const ids = new Map<string, string>();
const evaluationOf = (index: number) => ids.get(studios[index]!.id)!;

beforeAll(async () => {
  portal = await openPortal();
  two = await officials(portal);
  studios = [];
  for (let index = 0; index < 3; index += 1) studios.push(await aStudio(portal));
  cycle = await anOpenCycle(portal);
  await scoredToDecide(portal, cycle.id);
  for (const row of await decisionRows(two.proposer.api, cycle.id)) ids.set(row.studio.id, row.evaluationId);
  await two.proposer.api.decideAsProposed({ params: { id: cycle.id }, body: { everyUndecided: 3 } });
  await released(cycle.id, two);
});
afterAll(() => portal.close());

interface Read {
  readonly text: string;
  readonly pages: number;
  /** Names and whether the glyphs lie in the file itself. */
  readonly fonts: readonly { name: string; embedded: boolean }[];
}

/** The letter read back as any reader does. */
async function read(content: Buffer): Promise<Read> {
  const document = await getDocument({ data: new Uint8Array(content), useSystemFonts: false, disableFontFace: true })
    .promise;
  const fonts = new Map<string, boolean>();
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    await page.getOperatorList();
    const { items } = await page.getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      text += item.str;
      const font = page.commonObjs.get(item.fontName) as { name: string; missingFile?: boolean };
      fonts.set(font.name, font.missingFile !== true);
    }
  }
  return {
    text,
    pages: document.numPages,
    fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })),
  };
}

const letterFor = (visitor: EvaluatedStudio['secretary'], id: string) =>
  visitor.raw({ method: 'GET', url: `/api/evaluations/${id}/letter` });

describe('a result letter', () => {
  it('is not there before publication', async () => {
    const early = await letterFor(studios[0]!.secretary, evaluationOf(0));
    expect([early.statusCode, early.json<{ refusals: { code: string }[] }>().refusals[0]!.code]).toEqual([
      409,
      'letter.not-published',
    ]);
    expect((await refusal(two.proposer.api.makeLetters({ params: { id: cycle.id } }))).codes).toEqual([
      'letter.not-published',
    ]);
    await at(portal, '2026-03-10T01:00:00.000Z');
    const { revision } = await two.proposer.api.cycle({ params: { id: cycle.id } });
    await two.proposer.api.publish({
      params: { id: cycle.id },
      body: { revision, documentNumber: '渝高技办〔2026〕31号' },
    });
  });

  it('says document, grade, score, reasons with the clause, and carries its Chinese font', async () => {
    const answer = await letterFor(studios[0]!.secretary, evaluationOf(0));
    expect(answer.headers['content-type']).toBe('application/pdf');
    const { text, pages, fonts } = await read(answer.rawPayload);
    const { studio } = await studios[0]!.api.result({ params: { id: evaluationOf(0) } });
    for (const words of [
      '考核结果通知书',
      '渝高技办〔2026〕31号',
      studio.name,
      studio.masterName,
      '76.50',
      '合格',
      '四(四)',
      '每两年对工作室进行一次考核评估',
      '（盖章）',
      '2026年3月10日',
      '编号 KHTZ-2026-0000',
      `第 1 页 / 共 ${pages} 页`,
    ]) {
      expect(text.replaceAll(/\s+/g, ''), words).toContain(words.replaceAll(/\s+/g, ''));
    }
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.every(({ embedded }) => embedded)).toBe(true);
    // A subset of the font lies in the file: every glyph printed is in it.
    const source = answer.rawPayload.toString('latin1');
    expect(source).toMatch(/[A-Z]+\+NotoSansSC/);
    expect(source).toMatch(/FontFile2/);
  });

  it('is for its studio, its recommender and the office', async () => {
    expect((await letterFor(studios[0]!.officer, evaluationOf(0))).statusCode).toBe(200);
    expect((await letterFor(two.proposer.visitor, evaluationOf(0))).statusCode).toBe(200);
    expect((await letterFor(studios[1]!.secretary, evaluationOf(0))).statusCode).toBe(404);
  });

  it('does not print an empty box for a character the font lacks', async () => {
    expect(unprintable('翀𬭁昇璟旻赟〔2026〕ABC')).toEqual([]);
    expect(unprintable('𠮷')).toEqual(['𠮷']);
    await expect(pdfOf({ content: '𠮷' })).rejects.toThrow(/no glyph/);
    await portal.db.run(sql`UPDATE studios SET name = '𠮷祥工作室' WHERE id = ${studios[2]!.id}`);
    const answer = await letterFor(studios[2]!.secretary, evaluationOf(2));
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ refusals: object[] }>().refusals).toMatchObject([
      { code: 'letter.glyph-missing', params: { characters: '𠮷' } },
    ]);
  });
});

const entriesOf = (content: Buffer): Promise<string[]> =>
  new Promise((resolve, reject) => {
    fromBuffer(content, { lazyEntries: false }, (error, zip) => {
      if (error) return reject(error);
      const names: string[] = [];
      zip.on('entry', (entry) => names.push(entry.fileName));
      zip.on('end', () => resolve(names));
      zip.on('error', reject);
    });
  });

describe('the archive of all letters', () => {
  it('is made by a job, one at a time, with progress, and tells what could not be printed', async () => {
    const params = { id: cycle.id };
    const [first, second] = await Promise.allSettled([
      two.proposer.api.makeLetters({ params }),
      two.releaser.api.makeLetters({ params }),
    ]);
    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await two.proposer.api.letters({ params })).batch).toMatchObject({ state: 'queued', total: 3, done: 0 });
    await portal.runJobs();
    const { batch, published } = await two.proposer.api.letters({ params });
    expect(published).toBe(3);
    expect(batch).toMatchObject({ state: 'done', done: 3, problems: [{ studio: '𠮷祥工作室', characters: '𠮷' }] });
    const url = `/api/files/${batch!.fileId}/content`;
    const content = await two.releaser.visitor.raw({ method: 'GET', url });
    expect(content.statusCode).toBe(200);
    const names = await entriesOf(content.rawPayload);
    expect(names).toHaveLength(2);
    expect(names.every((name) => /^KHTZ-2026-\d{5} .+\.pdf$/.test(name))).toBe(true);
    // For the office only.
    expect((await studios[0]!.secretary.raw({ method: 'GET', url })).statusCode).toBe(404);
    expect((await studios[0]!.officer.raw({ method: 'GET', url })).statusCode).toBe(404);
  });

  it('is begun anew when its server went away, and left alone while one works on it', async () => {
    const made = await two.proposer.api.makeLetters({ params: { id: cycle.id } });
    const now = portal.clock.now();
    await portal.db.run(sql`
      UPDATE letter_batches SET state = 'running', done = 1, touched_at = ${now} WHERE id = ${made.id}`);
    const letters = portal.app.get(LetterArchives);
    await letters.run(made.id);
    const state = () => portal.db.one(sql`SELECT state, done FROM letter_batches WHERE id = ${made.id}`);
    expect(await state()).toEqual({ state: 'running', done: 1 });
    await portal.db.run(sql`
      UPDATE letter_batches SET touched_at = ${new Date(now.getTime() - 61_000)} WHERE id = ${made.id}`);
    await letters.resume();
    await portal.runJobs();
    expect(await state()).toEqual({ state: 'done', done: 3 });
  });

  it('is of the corrected result once there is one', async () => {
    const { rows } = await two.proposer.api.decisions({ params: { id: cycle.id }, query: {} });
    const row = rows.find(({ evaluationId }) => evaluationId === evaluationOf(1))!;
    const correction = await two.proposer.api.proposeCorrection({
      params: { id: row.evaluationId },
      body: { revision: row.revision, kind: 'correction', grade: 'failed', score: 5500, reason: '一项成果经查不属实' },
    });
    await two.releaser.api.releaseCorrection({
      params: { id: correction.id },
      body: { revision: correction.revision, documentNumber: '渝高技办〔2026〕32号' },
    });
    const officer = studios[1]!.officer;
    const { text } = await read((await letterFor(officer, evaluationOf(1))).rawPayload);
    const plain = text.replaceAll(/\s+/g, '');
    for (const words of ['考核结果更正通知书', '渝高技办〔2026〕32号', '不合格', '原结果为合格（76.50）', '限期整改']) {
      expect(plain).toContain(words);
    }
    expect(await studios[1]!.secretary.to(evaluationApi).result({ params: { id: evaluationOf(1) } })).toMatchObject({
      grade: 'failed',
    });
  });
});
