import type { ActivityKind, ActivityState } from '@jianglian/domain/activity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, instantOf } from '@jianglian/domain/kernel';
import type { PaperKind } from '../documents.builder.ts';
import { Random, uuidOf } from '../random.ts';
import { contentOf } from './activity-content.ts';
import type { Tier } from '@jianglian/domain/studio';
import type { DemoStudio } from './studios.ts';

/** The scenario's own today: what lies after it does not exist yet. */
export const DEMO_DAY: CivilDate = '2026-11-22';
/** The portal's first day: activities are logged from here on. */
export const FIRST_DAY: CivilDate = '2022-12-01';

export interface DemoActivity {
  readonly id: string;
  readonly studio: DemoStudio;
  readonly reference: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly summary: string;
  readonly startedOn: CivilDate;
  readonly endedOn: CivilDate | null;
  readonly place: string;
  readonly people: readonly { readonly memberId: string; readonly name: string; readonly duty: string }[];
  readonly metrics: object;
  readonly state: ActivityState;
  readonly version: number;
  readonly supersedesId: string | null;
  readonly returnReason: string | null;
  readonly correctionReason: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly paper: PaperKind;
  readonly withPicture: boolean;
}

const KINDS: Readonly<Partial<Record<ActivityKind, number>>> = {
  research: 18,
  improvement: 12,
  training: 18,
  exchange: 12,
  competition: 8,
  assessment: 8,
  'public-service': 8,
  'college-cooperation': 6,
  'new-apprenticeship': 3,
  exhibition: 3,
  heritage: 3,
  publicity: 3,
  alliance: 2,
};
/** What a lively studio does every year. */
const YEARLY: readonly ActivityKind[] = [
  'assessment',
  'competition',
  'college-cooperation',
  'exchange',
  'exchange',
  'public-service',
  'research',
  'research',
  'improvement',
  'training',
];
const SCALE: Readonly<Record<Tier, number>> = { district: 0.9, municipal: 1.1, chief: 1.5, national: 2 };
const RETURNS = [
  '缺签到表，请补充后再报。',
  '效益数额缺财务证明。',
  '照片与活动日期不符，请核对。',
  '参加人员与名册不一致。',
];
const PLACES = ['工作室', '车间一线', '实训中心', '培训教室', '合作单位'];

/** Four years of one studio's work, in order of date. */
export function activitiesOf(studio: DemoStudio): readonly DemoActivity[] {
  const random = new Random(`activities ${studio.serial}`);
  const from = studio.steps[0]!.on > FIRST_DAY ? studio.steps[0]!.on : FIRST_DAY;
  const ended = studio.steps.find(({ act }) => act.kind === 'revoked' || act.kind === 'terminated')?.on;
  const scale = SCALE[tierOf(studio)];
  const entries: DemoActivity[] = [];
  const rounds = new Map<ActivityKind, number>();
  const log = (kind: ActivityKind, on: CivilDate) => {
    if (on < from || on >= (ended ?? DEMO_DAY)) return;
    const round = rounds.get(kind) ?? 0;
    rounds.set(kind, round + 1);
    entries.push(...entryOf(studio, kind, on, round, scale, entries.length + 1, random));
  };
  for (let year = 2022; year <= 2026; year += 1) {
    log('management', `${year}-${random.pick(['11', '12'])}-${random.pick(['12', '15', '18'])}`);
    log('mentoring', `${year}-0${random.whole(2, 4)}-${10 + random.whole(0, 15)}`);
    for (const kind of YEARLY) if (random.chance(0.3 + 0.6 * studio.vigour)) log(kind, dayIn(year, random));
    const days = Array.from({ length: Math.round(random.whole(2, 5) * studio.vigour * scale) }, () =>
      dayIn(year, random),
    );
    for (const day of days) log(random.weighted(KINDS), day);
  }
  if (ended === undefined) recentDays(random).forEach((day) => log(random.weighted(KINDS), day));
  return entries.sort((one, other) => one.startedOn.localeCompare(other.startedOn));
}

const dayIn = (year: number, random: Random): CivilDate => addDays(`${year}-01-01`, random.whole(3, 360));

/** So that each recommender finds something to verify: up to three entries of the last weeks. */
const recentDays = (random: Random): CivilDate[] =>
  Array.from({ length: random.whole(0, 3) }, () => addDays(DEMO_DAY, -random.whole(1, 24)));

export const tierOf = ({ steps }: DemoStudio): Tier =>
  steps.reduce<Tier>((tier, { act }) => ('tier' in act ? act.tier : tier), 'municipal');

function entryOf(
  studio: DemoStudio,
  kind: ActivityKind,
  on: CivilDate,
  round: number,
  scale: number,
  serial: number,
  random: Random,
): DemoActivity[] {
  const object = studio.trade.objects[(studio.serial + Math.floor(round / 2)) % studio.trade.objects.length]!;
  const content = contentOf(kind, {
    random,
    object,
    occupation: studio.occupation,
    year: Number(on.slice(0, 4)),
    scale,
    round,
  });
  const reference = `JL-${on.slice(0, 4)}-${String(studio.serial).padStart(3, '0')}${String(serial).padStart(3, '0')}`;
  const written = addDays(on, random.whole(0, 6));
  const state = stateOf(written, random);
  const submitted = state === 'draft' ? null : addDays(written, random.whole(0, 4));
  const decided = state === 'verified' || state === 'returned' ? addDays(submitted!, random.whole(1, 9)) : null;
  const team = studio.team.filter(({ joinedOn, leftOn }) => joinedOn <= on && (leftOn === null || leftOn > on));
  const base: DemoActivity = {
    id: uuidOf(`activity ${reference}`),
    studio,
    reference,
    kind,
    ...content,
    startedOn: on,
    endedOn: random.chance(0.4) ? addDays(on, random.whole(1, 3)) : null,
    place: random.pick(PLACES),
    people: random.sample(team, random.whole(2, 5)).map(({ id, name, duty }) => ({ memberId: id, name, duty })),
    state,
    version: 1,
    supersedesId: null,
    returnReason: state === 'returned' ? random.pick(RETURNS) : null,
    correctionReason: null,
    createdAt: at(written, random),
    submittedAt: submitted && at(submitted, random),
    decidedAt: decided && at(decided, random),
    withPicture: random.chance(0.3),
  };
  const corrected = state === 'verified' && decided! < '2026-06-01' && random.chance(0.012);
  return [sane(base, on), ...(corrected ? [correctionOf(base, decided!, random)] : [])].map((entry, index) =>
    corrected && index === 0 ? { ...entry, state: 'superseded' as const } : entry,
  );
}

/** What was written lately is still on its way; of the old nearly all is verified. */
function stateOf(written: CivilDate, random: Random): ActivityState {
  if (written > addDays(DEMO_DAY, -14))
    return random.weighted({ draft: 3, submitted: 6, returned: 1.5, verified: 0.01 });
  if (written > addDays(DEMO_DAY, -45))
    return random.weighted({ draft: 0.6, submitted: 2, returned: 0.6, verified: 7 });
  if (written > addDays(DEMO_DAY, -200)) return random.weighted({ verified: 970, returned: 20, draft: 10 });
  return random.weighted({ verified: 998, draft: 2 });
}

/** Nothing of the scenario lies after its today. */
function sane(entry: DemoActivity, on: CivilDate): DemoActivity {
  const last = instantOf(DEMO_DAY, '12:00');
  const limit = (instant: Date | null) => (instant && instant > last ? new Date(last.getTime() - 3_600_000) : instant);
  return {
    ...entry,
    endedOn: entry.endedOn && entry.endedOn > DEMO_DAY ? on : entry.endedOn,
    createdAt: limit(entry.createdAt)!,
    submittedAt: limit(entry.submittedAt),
    decidedAt: limit(entry.decidedAt),
  };
}

function correctionOf(entry: DemoActivity, decided: CivilDate, random: Random): DemoActivity {
  const written = addDays(decided, random.whole(5, 20));
  return {
    ...entry,
    id: uuidOf(`activity ${entry.reference} 2`),
    reference: `${entry.reference}-2`,
    version: 2,
    supersedesId: entry.id,
    correctionReason: '人次重复计算，按签到表更正。',
    createdAt: at(written, random),
    submittedAt: at(addDays(written, 1), random),
    decidedAt: at(addDays(written, 4), random),
  };
}

/** Office hours, Beijing time. */
const at = (day: CivilDate, random: Random): Date =>
  new Date(instantOf(day, '08:30').getTime() + random.whole(0, 9 * 3600) * 1000);
