import { createHash } from 'node:crypto';
import { receiptSerial, receiptText, serialNumber } from '@jianglian/domain/kernel';
import type { ApplicationFileKind, FormContent } from '@jianglian/domain/upgrade';
import { applicationFileKinds, applicationSections } from '@jianglian/domain/upgrade';
import type { DemoApplication, DemoRound, Register } from '@jianglian/testkit';
import { accountIdOf, formOf, paper, uuidOf } from '@jianglian/testkit';
import type { Config } from '../../platform/config/index.ts';
import { contentHash, ReceiptKeys } from '../../platform/receipts/index.ts';
import type { AuditEntryRow } from './audit-rows.ts';
import type { DemoFiles } from './demo-files.ts';
import type { TableWriter } from './table-writer.ts';

interface Paper {
  readonly kind: ApplicationFileKind | 'merged';
  readonly name: string;
  readonly pages: number;
}

/** What a handed-in application brings; the picture of work is a page like the others here. */
const papers: readonly Paper[] = [
  { kind: 'verification-form', name: '技能人才情况核查证明表.pdf', pages: 1 },
  { kind: 'id-card', name: '身份证复印件.pdf', pages: 1 },
  { kind: 'skill-certificate', name: '职业技能等级证书.pdf', pages: 1 },
  { kind: 'education-certificate', name: '学历证书.pdf', pages: 1 },
  { kind: 'evidence', name: '获奖证书.pdf', pages: 3 },
  { kind: 'evidence', name: '攻关成果证明.pdf', pages: 3 },
  { kind: 'merged', name: '佐证材料.pdf', pages: 6 },
];

/** Applications with their form, papers, versions and signed receipts. */
export async function writeApplications(
  writer: TableWriter,
  rounds: readonly DemoRound[],
  register: Register,
  made: DemoFiles,
  config: Config,
): Promise<void> {
  const names = await namesOf(writer);
  const keys = new ReceiptKeys(config);
  const all = rounds.flatMap((round) => round.applications.map((application) => ({ round, application })));
  const filed = all.map(({ round, application }) => ({ round, application, ...filesOf(application, made) }));
  await writer.insert(
    'applications',
    filed.map(({ round, application, evidence }) => ({
      id: application.id,
      roundId: round.id,
      kind: application.kind,
      target: application.target,
      studioId: application.studio?.id ?? null,
      hostUnitId: application.unit.id,
      recommenderId: register.recommender(application.recommenderCode).id,
      studioName: application.studioName,
      masterName: application.masterName,
      hostUnitName: application.unit.name,
      occupationName: application.occupation,
      state: application.state,
      awaitsEvaluation: false,
      submittedAt: application.submittedAt,
      evidenceFileId: evidence?.id ?? null,
      revision: application.submittedAt ? 2 : 1,
      createdBy: accountIdOf(application.by),
      createdAt: application.createdAt,
    })),
  );
  await writer.insert(
    'application_sections',
    filed.flatMap(({ application, files }) => {
      const form = formIn(application, register);
      const at = application.submittedAt ?? application.createdAt;
      const saved = (section: string, content: object) => ({
        applicationId: application.id,
        section,
        content,
        revision: 1,
        savedAt: at,
        savedBy: accountIdOf(application.by),
      });
      return [
        ...applicationSections.map((section) => saved(section, form[section])),
        ...[...new Set(files.map(({ kind }) => kind))].map((kind) => saved(kind, {})),
      ];
    }),
  );
  await writer.insert(
    'application_files',
    filed.flatMap(({ application, files }) =>
      files.map(({ kind, id }, index) => ({
        applicationId: application.id,
        kind,
        position: files.slice(0, index).filter((other) => other.kind === kind).length,
        fileId: id,
      })),
    ),
  );
  const handedIn = filed.flatMap((one) =>
    one.application.submittedAt ? [{ ...one, at: one.application.submittedAt }] : [],
  );
  const { id: keyId, publicKey } = keys.current;
  const versions = handedIn.map(({ round, application, files, evidence, at }) => {
    const content = {
      application: { id: application.id, kind: application.kind, target: application.target },
      round: { id: round.id, title: round.title, year: round.year },
      form: formIn(application, register),
      files: Object.fromEntries(
        applicationFileKinds.map((kind) => [
          kind,
          files.filter((file) => file.kind === kind).map(({ kind: _kind, ...file }) => file),
        ]),
      ),
      evidence,
      register: registerOf(application, names),
    };
    const hash = contentHash(content);
    const serial = serialNumber(receiptSerial, { year: at.getFullYear(), id: uuidOf(`receipt ${application.id}`) });
    const statement = { serial, purpose: 'application', title: round.title, at: at.toISOString(), hash, keyId };
    return { application, at, content, hash, statement, signature: keys.sign(receiptText(statement)) };
  });
  if (versions.length > 0) await writer.insert('receipt_keys', [{ id: keyId, publicKey, addedAt: versions[0]!.at }]);
  await writer.insert(
    'receipts',
    versions.map(({ application, statement: { keyId: key, ...said }, signature }) => ({
      ...said,
      keyId: key,
      subjectType: 'application',
      subjectId: application.id,
      studioId: application.studio?.id ?? null,
      accountId: accountIdOf(application.by),
      signature,
    })),
  );
  await writer.insert(
    'application_versions',
    versions.map(({ application, at, content, hash, statement }) => ({
      applicationId: application.id,
      number: 1,
      submittedAt: at,
      submittedBy: accountIdOf(application.by),
      content,
      hash,
      receiptSerial: statement.serial,
      fileIds: [...Object.values(content.files).flat(), ...(content.evidence ? [content.evidence] : [])].map(
        ({ id }) => id,
      ),
    })),
  );
}

/** The form names the recommending unit as this database does. */
function formIn(application: DemoApplication, register: Register): FormContent {
  const form = formOf(application);
  if (!('recommender' in form.target)) return form;
  return { ...form, target: { ...form.target, recommender: register.recommender(application.recommenderCode).id } };
}

function filesOf(application: DemoApplication, made: DemoFiles) {
  if (!application.submittedAt) return { files: [], evidence: null };
  const at = new Date(application.submittedAt.getTime() - 3_600_000);
  const kept = papers.map(({ kind, name, pages }) => {
    const file = {
      ...paper('certificate', `${kind} ${name} ${application.id}`, `SB-${application.unit.shortName.length}`, pages),
      name,
    };
    const id = made.keep(file, {
      accountId: accountIdOf(application.by),
      at,
      purpose: kind === 'id-card' ? 'identity-copy' : 'application',
    });
    return {
      kind,
      id,
      name,
      mediaType: file.mediaType,
      size: file.bytes.length,
      pages,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
    };
  });
  const { kind: _merged, ...evidence } = kept.find(({ kind }) => kind === 'merged')!;
  return {
    files: kept.flatMap((file) => (file.kind === 'merged' ? [] : [{ ...file, kind: file.kind }])),
    evidence,
  };
}

type Names = ReadonlyMap<string, string>;
async function namesOf(writer: TableWriter): Promise<Names> {
  const rows = await writer.rows<{ code: string; name: string }>(
    'SELECT code, name FROM districts UNION ALL SELECT code, name FROM clusters',
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** As the registers had it on the day. */
function registerOf({ unit, studio }: DemoApplication, names: Names) {
  const award = studio?.steps.findLast(({ act }) => act.kind === 'awarded');
  return {
    unit: {
      name: unit.name,
      kind: unit.kind,
      creditCode: unit.creditCode,
      districtName: names.get(unit.districtCode) ?? null,
      parentName: null,
    },
    studio: studio && {
      name: studio.name,
      tier: award && 'tier' in award.act ? award.act.tier : 'municipal',
      awardedOn: award!.on,
      documentNumber: award!.document,
      clusterName: names.get(studio.trade.cluster) ?? studio.trade.cluster,
      districtName: names.get(studio.districtCode) ?? studio.districtCode,
      occupationName: studio.occupation,
      lastGrade: null,
      lastEvaluatedOn: null,
    },
    master: studio && {
      name: studio.master.name,
      gender: studio.master.gender,
      birthDate: studio.master.birthDate,
      skillLevel: studio.master.skillLevel,
      honours: studio.master.honours,
    },
    team: (studio?.team ?? []).map(({ name, skillLevel, duty }) => ({ name, skillLevel, duty })),
  };
}

export const applicationEntries = ({ applications }: DemoRound): AuditEntryRow[] =>
  applications.flatMap((application) => {
    const { id, studio, by, createdAt, submittedAt } = application;
    const role = application.kind === 'founding' && application.founded === null ? 'applicant' : 'studio';
    const base = { by, role, type: 'application', id, studioId: studio?.id ?? null };
    return [
      { ...base, at: createdAt, action: 'begun', from: null, to: 'draft' },
      ...(submittedAt ? [{ ...base, at: submittedAt, action: 'submit', from: 'draft', to: 'submitted' }] : []),
    ];
  });
