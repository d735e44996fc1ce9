import { activityApi, type EvidenceView } from '@jianglian/contracts/activity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf, png } from '../support/sample-files.ts';
import { type AStudio, aStudio, anotherDistrict, submitted, training, verified } from './a-studio.ts';

let portal: Portal;
let ours: AStudio;
let theirs: AStudio;
beforeAll(async () => {
  portal = await openPortal();
  ours = await aStudio(portal);
  theirs = await aStudio(portal, { recommender: anotherDistrict });
});
afterAll(() => portal.close());

const draft = async (studio: AStudio) => (await studio.secretary.to(activityApi).create({ body: training(studio) })).id;
const attach = (studio: AStudio, id: string, name: string, content: Buffer) =>
  studio.secretary.upload(`/api/activities/${id}/evidence`, { name, content });

it('takes a PDF with its pages counted, and a picture', async () => {
  const id = await draft(ours);
  const paper = await attach(ours, id, '签到表.pdf', pdf(3));
  expect(paper.json<EvidenceView>()).toMatchObject({
    name: '签到表.pdf',
    mediaType: 'application/pdf',
    pages: 3,
    position: 1,
  });
  const photo = await attach(ours, id, '现场.png', png());
  expect(photo.json<EvidenceView>()).toMatchObject({ mediaType: 'image/png', pages: null, position: 2 });
});

it('refuses a program that calls itself a picture, and leaves nothing behind', async () => {
  const id = await draft(ours);
  const answer = await attach(ours, id, '照片.png', Buffer.from('MZ\x90\x00 not a picture at all'));
  expect(answer.statusCode).toBe(422);
  expect(answer.json<{ code: string }>().code).toBe('files.wrong-kind');
  expect((await ours.secretary.to(activityApi).get({ params: { id } })).evidence).toEqual([]);
});

it('takes a photo sent twice for one', async () => {
  const id = await draft(ours);
  const [one, other] = [await attach(ours, id, 'a.pdf', pdf(2)), await attach(ours, id, 'b.pdf', pdf(2))];
  expect(other.json<EvidenceView>().fileId).toBe(one.json<EvidenceView>().fileId);
  expect((await ours.secretary.to(activityApi).get({ params: { id } })).evidence).toHaveLength(1);
});

it('points out a file used in another activity: by name in the own studio, else only that it is', async () => {
  const used = pdf(5);
  const [first, second, foreign] = [await draft(ours), await draft(ours), await draft(theirs)];
  await attach(ours, first, '签到表.pdf', used);
  expect((await attach(ours, second, '签到表-2.pdf', used)).json<EvidenceView>().reuse).toEqual({
    own: [{ id: first, title: '行星齿轮箱装配工艺培训', startedOn: '2026-03-01' }],
    elsewhere: false,
  });
  const seenByThem = (await attach(theirs, foreign, '别处的.pdf', used)).json<EvidenceView>();
  expect(seenByThem.reuse).toEqual({ own: [], elsewhere: true });
  expect(JSON.stringify(seenByThem)).not.toContain(first);
});

it('does not take the copy in a correction for a second use', async () => {
  const { id, revision } = await verified(ours, { title: '要更正的' });
  const correction = await ours.secretary
    .to(activityApi)
    .correct({ params: { id }, body: { revision, reason: '人次有误' } });
  expect(correction.evidence[0]?.reuse.own.map((other) => other.id)).not.toContain(id);
});

it('is put in order with notes, and every file is named', async () => {
  const id = await draft(ours);
  const [one, two] = [
    (await attach(ours, id, '1.pdf', pdf(1))).json<EvidenceView>(),
    (await attach(ours, id, '2.png', png())).json<EvidenceView>(),
  ];
  const api = ours.secretary.to(activityApi);
  const { evidence } = await api.arrange({
    params: { id },
    body: { files: [{ fileId: two.fileId, note: '合影' }, { fileId: one.fileId }] },
  });
  expect(evidence.map(({ name, note }) => [name, note])).toEqual([
    ['2.png', '合影'],
    ['1.pdf', ''],
  ]);
  await expect(api.arrange({ params: { id }, body: { files: [{ fileId: one.fileId }] } })).rejects.toMatchObject({
    codes: ['activity.evidence-differs'],
  });
  await api.detach({ params: { id, fileId: two.fileId } });
  expect((await api.get({ params: { id } })).evidence.map(({ name }) => name)).toEqual(['1.pdf']);
});

it('stands still once submitted', async () => {
  const { id, evidence } = await submitted(ours);
  expect((await attach(ours, id, '后补.pdf', pdf(1))).statusCode).toBe(409);
  await expect(
    ours.secretary.to(activityApi).detach({ params: { id, fileId: evidence[0]!.fileId } }),
  ).rejects.toMatchObject({ codes: ['activity.locked'] });
});

it('is read by its studio, its recommender and the office, and by nobody else', async () => {
  const { evidence } = await submitted(ours);
  const url = `/api/files/${evidence[0]!.fileId}/content`;
  const status = async (person: AStudio['officer']) => (await person.raw({ method: 'GET', url })).statusCode;
  expect(await status(ours.secretary)).toBe(200);
  expect(await status(ours.officer)).toBe(200);
  expect(await status(await portal.as('office'))).toBe(200);
  expect(await status(theirs.officer)).toBe(404);
  expect(await status(theirs.secretary)).toBe(404);
  expect(await status(await portal.as('evaluator'))).toBe(404);
});

it('of somebody else is neither attached to nor taken off', async () => {
  const id = await draft(ours);
  const { fileId } = (await attach(ours, id, '1.pdf', pdf(1))).json<EvidenceView>();
  expect(
    (await theirs.secretary.upload(`/api/activities/${id}/evidence`, { name: 'x.pdf', content: pdf(1) })).statusCode,
  ).toBe(404);
  await expect(theirs.secretary.to(activityApi).detach({ params: { id, fileId } })).rejects.toMatchObject({
    status: 404,
  });
});
