import { addDays, instantOf } from '@jianglian/domain/kernel';
import { appliedTiers, type AppliedTier } from '@jianglian/domain/upgrade';
import type { DemoApplication, DemoRound, Register } from '@jianglian/testkit';
import { accountIdOf, paper, recommendedBy, uuidOf } from '@jianglian/testkit';
import { rankedListSerial } from '../../features/upgrade/recommendation/ranked-list-serial.ts';
import type { AuditEntryRow } from './audit-rows.ts';
import type { DemoFiles } from './demo-files.ts';
import type { TableWriter } from './table-writer.ts';

/** Rounds with their windows and places; `writeRecommendations` needs the applications first. */
export async function writeRounds(writer: TableWriter, rounds: readonly DemoRound[]): Promise<void> {
  await writer.insert(
    'upgrade_rounds',
    rounds.map(({ id, title, year, documentNumber, state, windows, calledAt, award }) => ({
      id,
      title,
      year,
      documentNumber,
      ruleSet: 'cq-2024-7',
      ruleSetVersion: 1,
      state,
      ...windows,
      publicityWorkingDays: 5,
      expertReview: false,
      sheetsPerApplication: 3,
      calledAt,
      proposedBy: award && accountIdOf('office'),
      proposedAt: award && instantOf(addDays(award.on, -20), '10:30'),
      releasedBy: award && accountIdOf('office-2'),
      releasedAt: award && instantOf(addDays(award.on, -18), '15:00'),
      publicityUntil: award && addDays(award.on, -8),
      publicityContact: award && '市高技办 023-63860000',
      awardDocumentNumber: award && award.document,
      awardedOn: award && award.on,
      shortfallReason: award && '宁缺毋滥，其余名额不予递补。',
      revision: award ? 6 : 2,
      createdBy: accountIdOf('office'),
      createdAt: new Date(calledAt.getTime() - 5 * 86_400_000),
    })),
  );
  await writer.insert(
    'upgrade_round_places',
    rounds.flatMap(({ id, places, perRecommender }) =>
      appliedTiers.map((tier) => ({
        roundId: id,
        tier,
        places: places[tier],
        perRecommender: perRecommender[tier],
      })),
    ),
  );
}

/** Every recommender's places; where a list of the past is longer than the usual, the office gave more, with the reason. */
export async function writePlaces(
  writer: TableWriter,
  rounds: readonly DemoRound[],
  register: Register,
): Promise<void> {
  const recommenders = await writer.rows<{ id: string; from: string | null; to: string | null }>(
    'SELECT id, valid_from::text AS "from", valid_to::text AS "to" FROM recommenders',
  );
  const rows = rounds.flatMap((round) => {
    const day = round.windows.opensAt.toISOString().slice(0, 10);
    const ranked = round.applications.filter(({ rank }) => rank !== null);
    const listed = new Map<string, number>();
    for (const { recommenderCode, target, rank } of ranked) {
      const list = `${register.recommender(recommenderCode).id} ${target}`;
      listed.set(list, Math.max(rank!, listed.get(list) ?? 0));
    }
    return recommenders
      .filter(
        ({ id, from, to }) =>
          ((from === null || from <= day) && (to === null || to > day)) ||
          [...listed.keys()].some((list) => list.startsWith(id)),
      )
      .flatMap(({ id }) =>
        appliedTiers.map((tier) => ({
          roundId: round.id,
          recommenderId: id,
          tier,
          usual: round.perRecommender[tier],
          places: Math.max(round.perRecommender[tier], listed.get(`${id} ${tier}`) ?? 0),
        })),
      );
  });
  await writer.insert(
    'upgrade_recommender_places',
    rows.flatMap(({ usual: _usual, places, ...row }) =>
      Array.from({ length: places }, (_, index) => ({ ...row, place: index + 1 })),
    ),
  );
  await writer.insert(
    'upgrade_round_quotas',
    rows
      .filter(({ places, usual }) => places > usual)
      .map(({ usual: _usual, ...row }) => ({ ...row, reason: '重点产业集聚，经研究增加推荐名额' })),
  );
}

const recommendersOf = (round: DemoRound): readonly (readonly [code: string, list: readonly DemoApplication[]])[] => [
  ...Map.groupBy(
    round.applications.filter(({ rank }) => rank !== null),
    ({ recommenderCode }) => recommenderCode,
  ),
];

/** The lists of the past rounds with their sealed letters. */
export async function writeRecommendations(
  writer: TableWriter,
  rounds: readonly DemoRound[],
  register: Register,
  made: DemoFiles,
): Promise<void> {
  const lists = rounds.flatMap((round) =>
    recommendersOf(round).map(([code, list]) => ({ round, code, list, recommender: register.recommender(code).id })),
  );
  const sealed = (label: string, name: string, login: string, at: Date) =>
    made.keep(
      { ...paper('agreement', label, 'TJ-1'), name },
      { accountId: accountIdOf(login), at, purpose: 'recommendation' },
    );
  await writer.insert(
    'recommendations',
    lists.map(({ round, list, recommender }) => {
      const login = recommendedBy(list[0]!);
      const at = handedOn(round);
      return {
        id: uuidOf(`recommendation ${round.id} ${recommender}`),
        roundId: round.id,
        recommenderId: recommender,
        state: 'submitted',
        letterFileId: sealed(`letter ${round.year} ${recommender}`, '推荐函（盖章）.pdf', login, at),
        letterSerial: rankedListSerial({ roundId: round.id, recommenderId: recommender }, round.year, rankingOf(list)),
        submittedAt: at,
        submittedBy: accountIdOf(login),
        revision: 3,
      };
    }),
  );
  await writer.insert(
    'recommendation_ranks',
    lists.flatMap(({ round, list, recommender }) =>
      list.map((application) => ({
        applicationId: application.id,
        roundId: round.id,
        recommenderId: recommender,
        tier: application.target,
        place: application.rank,
        formFileId: sealed(
          `form ${application.id}`,
          '核查证明表（盖章）.pdf',
          recommendedBy(application),
          handedOn(round),
        ),
      })),
    ),
  );
}

const rankingOf = (list: readonly DemoApplication[]) => {
  const of = (tier: AppliedTier) =>
    list
      .filter(({ target }) => target === tier)
      .toSorted((one, other) => one.rank! - other.rank!)
      .map(({ id }) => id);
  return { municipal: of('municipal'), chief: of('chief'), national: of('national') };
};

const handedOn = ({ windows }: DemoRound): Date => new Date(windows.recommendingClosesAt.getTime() - 30 * 3_600_000);

/** Who was awarded and who was not, as it was published. */
export async function writeAwards(writer: TableWriter, rounds: readonly DemoRound[]): Promise<void> {
  const letters = { last: 0 };
  await writer.insert(
    'application_awards',
    rounds.flatMap((round) => {
      const { award } = round;
      if (!award) return [];
      return appliedTiers.flatMap((tier) =>
        round.applications
          .filter(({ target }) => target === tier)
          .map((application, index) => {
            const awarded = application.state === 'awarded';
            return {
              applicationId: application.id,
              roundId: round.id,
              tier,
              outcome: awarded ? 'award' : 'decline',
              place: awarded ? index + 1 : null,
              places: awarded ? round.places[tier] : null,
              position: index + 1,
              ground: application.ground,
              reason: application.ground && '所报成果尚在推广初期，建议继续培育后再申报。',
              clause: null,
              decidedBy: accountIdOf('office'),
              decidedAt: instantOf(addDays(award.on, -21), '16:00'),
              documentNumber: award.document,
              publishedOn: award.on,
              studioId: awarded ? (application.studio ?? application.founded)!.id : null,
              letterNumber: (letters.last += 1),
              revision: 1,
            };
          }),
      );
    }),
  );
  if (letters.last > 0) await writer.rows(`SELECT setval('award_letter_numbers', $1::bigint)`, [letters.last]);
}

export const roundEntries = (round: DemoRound): AuditEntryRow[] => {
  const entry = (action: string, at: Date, from: string | null, to: string, by = 'office'): AuditEntryRow => ({
    at,
    by,
    role: 'office',
    type: 'upgrade-round',
    id: round.id,
    studioId: null,
    action,
    from,
    to,
  });
  const { award, calledAt } = round;
  return [
    entry('drafted', new Date(calledAt.getTime() - 5 * 86_400_000), null, 'draft'),
    entry('call', calledAt, 'draft', 'called'),
    ...(award
      ? [
          entry('start-review', instantOf(addDays(award.on, -60), '09:30'), 'called', 'reviewing'),
          entry('propose', instantOf(addDays(award.on, -20), '10:30'), 'reviewing', 'proposed'),
          entry('release', instantOf(addDays(award.on, -18), '15:00'), 'proposed', 'publicity', 'office-2'),
          entry('publish', instantOf(award.on, '10:00'), 'publicity', 'published'),
        ]
      : []),
  ];
};
