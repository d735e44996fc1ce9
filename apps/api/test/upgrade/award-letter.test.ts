import { Readable } from 'node:stream';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSheet } from '../../src/platform/documents/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { answerOf } from './a-case.ts';
import { aCandidate, aFoundingCandidate, anAwardRound, decide, released, twoOfTheOffice } from './an-award-round.ts';

let portal: Portal;
let people: { one: Visitor; other: Visitor };
let round: string;
let up: { id: string; studio: string };
let beyond: { id: string; studio: string };
let fresh: { id: string; unit: string };

beforeAll(async () => {
  portal = await openPortal();
  people = await twoOfTheOffice(portal);
  round = await anAwardRound(portal, { chief: 1, municipal: 1 });
  up = await aCandidate(portal, round);
  beyond = await aCandidate(portal, round);
  fresh = await aFoundingCandidate(portal, round);
  await decide(people.one, round, { [up.id]: 'award', [beyond.id]: 'decline', [fresh.id]: 'award' }, '产业布局');
});
afterAll(() => portal.close());

/** The words of a PDF, read back as any reader does, without blanks. */
async function wordsOf(content: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(content), useSystemFonts: false, disableFontFace: true })
    .promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ('str' in item) text += item.str;
  }
  return text.replaceAll(/\s+/g, '');
}

const get = (person: Visitor, url: string) => person.raw({ method: 'GET', url });

test('the notice of publicity names candidates by tier, until when and how to object; before it there is none', async () => {
  const url = `/api/public/award-lists/${round}/notice`;
  expect((await get(portal.visitor(), url)).statusCode).toBe(404);
  await released(round, people);
  const notice = await get(portal.visitor(), url);
  expect(notice.headers['content-type']).toBe('application/pdf');
  const words = await wordsOf(notice.rawPayload);
  for (const said of ['公示', '2026-03-02至2026-03-09', '市高技办88126933', '市级首席（1）', '市级（1）']) {
    expect(words).toContain(said);
  }
  expect(words).not.toContain('产业布局');
});

test('letters tell the result, a decline its reason; the archive holds all of them; plates are a workbook', async () => {
  expect(await answerOf(people.one.to(upgradeApi).awardLetter({ params: { id: up.id } }))).toMatchObject({
    codes: ['letter.not-published'],
  });
  portal.clock.set('2026-03-09T16:00:00Z');
  people = await twoOfTheOffice(portal);
  const { revision } = await people.one.to(upgradeApi).awards({ params: { id: round } });
  const documentNumber = '渝高技办〔2026〕41号';
  await people.one.to(upgradeApi).publishAwards({ params: { id: round }, body: { revision, documentNumber } });
  const loser = await portal.signedIn(await portal.given.account('studio', { studioId: beyond.studio }));
  const letter = await get(loser, `/api/applications/${beyond.id}/award-letter`);
  const words = await wordsOf(letter.rawPayload);
  for (const said of ['遴选结果通知书', documentNumber, '未予批准', '产业布局', '2026年3月10日', 'LXTZ-2026-0000']) {
    expect(words).toContain(said);
  }
  const unit = await portal.signedIn(await portal.given.account('applicant', { hostUnitId: fresh.unit }));
  expect(await wordsOf((await get(unit, `/api/applications/${fresh.id}/award-letter`)).rawPayload)).toContain(
    '批准新建市级',
  );
  expect((await get(loser, `/api/applications/${up.id}/award-letter`)).statusCode).toBe(404);

  const params = { id: round };
  expect(await people.one.to(upgradeApi).makeAwardLetters({ params })).toMatchObject({ state: 'queued', total: 3 });
  expect(await answerOf(people.other.to(upgradeApi).makeAwardLetters({ params }))).toMatchObject({
    codes: ['letter.already-running'],
  });
  await portal.runJobs();
  const { batch } = await people.one.to(upgradeApi).awardLetters({ params });
  expect(batch).toMatchObject({ state: 'done', done: 3, problems: [] });
  expect((await get(people.other, `/api/files/${batch!.fileId}/content`)).statusCode).toBe(200);
  expect((await get(loser, `/api/files/${batch!.fileId}/content`)).statusCode).toBe(404);

  const plates = await get(people.one, `/api/rounds/${round}/plates`);
  const { rows } = await readSheet(Readable.from(plates.rawPayload), { maxRows: 10 });
  expect(rows).toHaveLength(3);
  expect(rows.flat()).toContain(documentNumber);
  expect(await answerOf(loser.to(upgradeApi).plates({ params }))).toMatchObject({ status: 403 });
});
