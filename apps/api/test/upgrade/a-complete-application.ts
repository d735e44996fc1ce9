import { upgradeApi, type ApplicationView } from '@jianglian/contracts/upgrade';
import type { ApplicationFileKind, ApplicationSection, SectionContent } from '@jianglian/domain/upgrade';
import type { Portal } from '../support/portal.ts';
import { pdf, png } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { sql } from '../../src/platform/database/index.ts';
import { aCase, declareAll, recommenderId } from './a-case.ts';

export const sectionsOf = (home: string): Record<ApplicationSection, SectionContent> => ({
  target: {
    target: 'municipal',
    'studio-name': '匠心技能大师工作室',
    occupation: '钳工',
    cluster: 'B1',
    district: '500103',
    recommender: home,
    'exception-ground': null,
  },
  unit: {
    'legal-representative': '王某',
    address: '重庆市渝中区某路 1 号',
    'contact-name': '李某',
    'contact-phone': '023-60000000',
    staff: 200,
    'skilled-staff': 100,
    'high-skilled-staff': 30,
    'training-fund-percent': 65,
    introduction: '单位概况。',
  },
  master: {
    'master-name': '匠某',
    gender: 'male',
    'birth-date': '1980-01-01',
    'skill-level': 'technician',
    honours: [{ name: '市级技术能手', level: 'municipal', year: 2020 }],
    'insured-with-unit': true,
    'presence-months': 10,
    education: '大专',
    'work-years': 20,
    resume: '1999 年参加工作。',
  },
  team: { members: ['甲', '乙', '丙'].map((name) => ({ name, skillLevel: null, duty: '' })) },
  deeds: { deeds: '事'.repeat(1600) },
  report: { necessity: '必要', goals: '目标', policies: '政策', funds: '资金', premises: '场所' },
  statement: { 'true-copies': true, handler: '经办人', 'signed-on': '2026-03-01' },
});

/** What an upgrade is asked: the registers have the rest. */
const asked: Readonly<Record<string, readonly string[]>> = {
  master: ['education', 'work-years', 'resume'],
  target: ['target'],
  unit: ['training-fund-percent'],
};
const ofUpgrade = (section: string, content: SectionContent): SectionContent => {
  if (section === 'team') return {};
  const entries = Object.entries(content).filter(([field]) =>
    section === 'unit' ? !asked['unit']!.includes(field) : (asked[section]?.includes(field) ?? true),
  );
  return { ...Object.fromEntries(entries), ...(section === 'target' ? { target: 'chief' } : {}) };
};

export const upload = async (
  person: Visitor,
  kind: ApplicationFileKind,
  content: Buffer,
  name = 'a.pdf',
): Promise<string> => {
  const purpose = kind === 'id-card' ? 'identity-copy' : 'application';
  const answer = await person.upload(`/api/files?purpose=${purpose}`, { name, content });
  if (answer.statusCode >= 300) throw new Error(`${name}: ${answer.body}`);
  return answer.json<{ id: string }>().id;
};

export const saveFiles = (person: Visitor, id: string, kind: ApplicationFileKind, fileIds: string[], revision = 0) =>
  person.to(upgradeApi).saveFiles({ params: { id, kind }, body: { fileIds, revision } });

export const saveSection = (
  person: Visitor,
  id: string,
  section: ApplicationSection,
  content: SectionContent,
  revision = 0,
) => person.to(upgradeApi).saveSection({ params: { id, section }, body: { content: content as never, revision } });

/** Fills in everything that is asked; the view afterwards. */
export async function complete(person: Visitor, id: string, home: string): Promise<ApplicationView> {
  const before = await person.to(upgradeApi).application({ params: { id } });
  const revisionOf = (section: string) => before.sections.find((one) => one.section === section)?.revision ?? 0;
  for (const [section, content] of Object.entries(sectionsOf(home)) as [ApplicationSection, SectionContent][]) {
    const fitting = before.kind === 'founding' ? content : ofUpgrade(section, content);
    await saveSection(person, id, section, fitting, revisionOf(section));
  }
  if (before.kind === 'founding') {
    await person.to(upgradeApi).saveIdNumber({ params: { id }, body: { idNumber: '500103198001010016' } });
  }
  // Pictures cost no reading in another process: only the evidence has a PDF.
  const picture = await upload(person, 'work-photo', png(), 'photo.png');
  for (const kind of ['verification-form', 'skill-certificate', 'education-certificate', 'work-photo'] as const) {
    await saveFiles(person, id, kind, [picture]);
  }
  await saveFiles(person, id, 'id-card', [await upload(person, 'id-card', png(), 'id.png')]);
  await saveFiles(person, id, 'evidence', [await upload(person, 'evidence', pdf(3)), picture]);
  return person.to(upgradeApi).application({ params: { id } });
}

export const handIn = (person: Visitor, { id, revision, contentRevision }: ApplicationView) =>
  person.to(upgradeApi).submitApplication({ params: { id }, body: { revision, contentRevision } });

/** A unit with an application for a new studio, complete and not handed in. */
export async function aFoundingDraft(portal: Portal, round: string, recommender = '500103') {
  const unit = await portal.given.hostUnit();
  const home = await recommenderId(portal, recommender);
  const applicant = await portal.as('applicant', { hostUnitId: unit });
  const { id } = await applicant
    .to(upgradeApi)
    .startApplication({ params: { id: round }, body: { kind: 'founding', recommenderId: home } });
  return { id, unit, home, applicant, view: await complete(applicant, id, home) };
}

/** A municipal studio that may apply for 首席, with its application complete and not handed in. */
export async function anUpgradeDraft(portal: Portal, round: string, wanted: Parameters<typeof aCase>[1] = {}) {
  const one = await aCase(portal, { recommender: '500103', happenedOn: '2020-11-26', ...wanted });
  await declareAll(one.studio, one.id);
  await portal.db.run(
    sql`UPDATE studios SET last_grade = 'excellent', last_evaluated_on = '2025-12-01' WHERE id = ${one.id}`,
  );
  const started = await one.studio
    .to(upgradeApi)
    .startApplication({ params: { id: round }, body: { kind: 'upgrade', studioId: one.id } });
  const home = await recommenderId(portal, '500103');
  return { ...one, applicationId: started.id, view: await complete(one.studio, started.id, home) };
}
