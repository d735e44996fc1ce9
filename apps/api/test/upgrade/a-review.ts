import { randomUUID } from 'node:crypto';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { FormalCheckView } from '@jianglian/contracts/upgrade';
import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, declareAll, graded } from './a-case.ts';
import { anApplication, anOpenRound } from './an-application.ts';
import { somePlaces } from './a-ranking.ts';

/** A file on record; its content is nobody's matter here. */
export async function aFile(portal: Portal, pages: number | null = 1, name = 'scan.pdf'): Promise<string> {
  const id = randomUUID();
  await portal.db.run(sql`
    INSERT INTO files (id, sha256, size, media_type, name, pages, storage_key, purpose, account_id, created_at)
    SELECT ${id}, ${id.replaceAll('-', '').padEnd(64, '0')}, 1000, 'application/pdf', ${name}, ${pages}::int, ${id},
      'evidence', a.id, ${portal.clock.now()} FROM accounts a LIMIT 1`);
  return id;
}

export const aReviewingRound = (portal: Portal): Promise<string> =>
  anOpenRound(portal, {
    state: 'reviewing',
    opensAt: '2026-01-01T00:00:00Z',
    applicationsCloseAt: '2026-02-15T10:00:00Z',
    recommendingOpensAt: '2026-02-16T00:00:00Z',
    recommendingClosesAt: '2026-02-22T10:00:00Z',
  });

export const deedsOf = (characters: number): string => '匠'.repeat(characters);

export interface WantedReview {
  readonly round: string;
  readonly place?: number;
  readonly recommender?: string;
  readonly awaitsEvaluation?: boolean;
  readonly evidencePages?: number;
  readonly sealedForm?: boolean;
}

/** A studio's application as a district recommended it: whole, ranked and sealed. */
export async function aRecommended(portal: Portal, wanted: WantedReview) {
  const { round, place = 1, evidencePages = 12, sealedForm = true } = wanted;
  const home = await aCase(portal, { recommender: wanted.recommender ?? '500103' });
  await graded(portal, home.id, 'qualified', '2025-01-15');
  await declareAll(home.studio, home.id);
  const determined = await home.studio.to(upgradeApi).determine({ params: { id: home.id }, body: { target: 'chief' } });
  const id = await anApplication(portal, {
    round,
    studio: home.id,
    state: 'recommended',
    awaitsEvaluation: wanted.awaitsEvaluation ?? false,
    submittedAt: '2026-02-10T02:00:00Z',
  });
  const row = await portal.db.one<{ recommender: string }>(sql`
    UPDATE applications SET determination_id = ${determined.id}, evidence_file_id = ${await aFile(portal, evidencePages)}
    WHERE id = ${id} RETURNING recommender_id AS recommender`);
  const { recommender } = row!;
  const sections = { deeds: { deeds: deedsOf(1_800) }, report: { necessity: '产业需要。' } };
  for (const [section, content] of Object.entries(sections)) {
    await portal.db.run(sql`
      INSERT INTO application_sections (application_id, section, content, saved_at)
      VALUES (${id}, ${section}, ${JSON.stringify(content)}, ${portal.clock.now()})`);
  }
  const kinds = [
    'verification-form',
    'id-card',
    'skill-certificate',
    'education-certificate',
    'work-photo',
    'evidence',
  ];
  for (const kind of kinds) {
    await portal.db.run(sql`
      INSERT INTO application_sections (application_id, section, saved_at)
      VALUES (${id}, ${kind}, ${portal.clock.now()})`);
    await portal.db.run(sql`
      INSERT INTO application_files (application_id, kind, position, file_id)
      VALUES (${id}, ${kind}, 1, ${await aFile(portal, 1, `${kind}.pdf`)})`);
  }
  const known = await portal.db.one(sql`
    SELECT 1 FROM recommendations WHERE round_id = ${round} AND recommender_id = ${recommender}`);
  if (!known) {
    await somePlaces(portal, round, recommender);
    await portal.db.run(sql`
      INSERT INTO recommendations (round_id, recommender_id, letter_file_id, letter_serial)
      VALUES (${round}, ${recommender}, ${await aFile(portal, 1, 'letter.pdf')}, 'TJ-1')`);
  }
  await portal.db.run(sql`
    INSERT INTO recommendation_ranks (application_id, round_id, recommender_id, tier, place, form_file_id)
    VALUES (${id}, ${round}, ${recommender}, 'chief', ${place}, ${sealedForm ? await aFile(portal) : null})`);
  return { ...home, applicationId: id, recommenderUnit: recommender };
}

export const checkOf = (person: Visitor, id: string): Promise<FormalCheckView> =>
  person.to(upgradeApi).formalCheck({ params: { id } });

export const itemOf = (check: FormalCheckView, item: string) => {
  const found = check.items.find((one) => one.item === item);
  if (!found) throw new Error(`${item} is not asked`);
  return found;
};

/** A person says yes to everything that is open. */
export async function judgeAll(office: Visitor, id: string): Promise<FormalCheckView> {
  let check = await checkOf(office, id);
  for (const item of check.open) {
    check = await office
      .to(upgradeApi)
      .judgeItem({ params: { id, item }, body: { revision: 0, answer: 'yes', remark: '' } });
  }
  return check;
}

/** Checked and accepted. */
export async function accepted(office: Visitor, id: string): Promise<FormalCheckView> {
  const check = await judgeAll(office, id);
  return office.to(upgradeApi).acceptApplication({ params: { id }, body: { revision: check.application.revision } });
}
