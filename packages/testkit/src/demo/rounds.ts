import type { CivilDate } from '@jianglian/domain/kernel';
import { addDays, instantOf, yearOf } from '@jianglian/domain/kernel';
import type {
  AppliedTier,
  ApplicationKind,
  ApplicationState,
  RoundState,
  RoundWindows,
} from '@jianglian/domain/upgrade';
import { cq20247Rules } from '@jianglian/domain/upgrade';
import { uuidOf } from '../random.ts';
import { recommenderLogin, studioLogin } from './accounts.ts';
import type { DemoEvaluation } from './evaluations.ts';
import type { Host } from './hosts.ts';
import { awardOf } from './studio-life.ts';
import type { DemoStudio } from './studios.ts';
import { unitLogin } from './units.ts';

export interface DemoApplication {
  readonly id: string;
  readonly kind: ApplicationKind;
  readonly target: AppliedTier;
  readonly state: ApplicationState;
  /** Of an upgrade. */
  readonly studio: DemoStudio | null;
  /** The studio that came out of a founding. */
  readonly founded: DemoStudio | null;
  readonly unit: Host;
  readonly recommenderCode: string;
  readonly studioName: string;
  readonly masterName: string;
  readonly occupation: string;
  readonly by: string;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  /** Place on its recommender's list. */
  readonly rank: number | null;
  /** Why it was declined. */
  readonly ground: 'judged' | null;
}

export interface DemoRound {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly documentNumber: string;
  readonly state: RoundState;
  readonly windows: RoundWindows;
  readonly calledAt: Date;
  readonly places: Readonly<Record<AppliedTier, number>>;
  readonly perRecommender: Readonly<Record<AppliedTier, number>>;
  readonly award: { readonly on: CivilDate; readonly document: string } | null;
  readonly applications: readonly DemoApplication[];
}

const { places, placesPerRecommender: perRecommender } = cq20247Rules;
const titleOf = (year: number) => `${year}年度技能大师工作室申报遴选`;

/** The rounds of 2024 and 2025, published, with the studios that came out of them; and one that takes applications now. */
export function demoRounds(
  studios: readonly DemoStudio[],
  evaluations: readonly DemoEvaluation[],
  units: readonly Host[],
  startedOn: CivilDate,
): readonly DemoRound[] {
  return [
    pastRound(2024, '渝高技办〔2024〕7号', '2024-07-03', studios),
    pastRound(2025, '渝高技办〔2025〕7号', '2025-07-02', studios),
    openRound(studios, evaluations, units, startedOn),
  ];
}

function pastRound(
  year: number,
  documentNumber: string,
  calledOn: CivilDate,
  studios: readonly DemoStudio[],
): DemoRound {
  const award = awardOf(year);
  const submittedAt = (serial: number) => instantOf(`${year}-07-${10 + (serial % 5)}`, `1${serial % 7}:2${serial % 9}`);
  const made = studios.flatMap((studio): DemoApplication[] => {
    const step = studio.steps.find(
      ({ on, act }) => on === award.on && (act.kind === 'awarded' || act.kind === 'upgraded'),
    );
    const tier = step && 'tier' in step.act ? step.act.tier : undefined;
    if (!tier || tier === 'district') return [];
    const kind = step!.act.kind === 'upgraded' ? 'upgrade' : 'founding';
    return [
      {
        ...applicationOf(year, kind, tier, studio),
        state: 'awarded',
        founded: kind === 'founding' ? studio : null,
        by: studioLogin(studio),
        createdAt: instantOf(`${year}-07-05`, '10:00'),
        submittedAt: submittedAt(studio.serial),
      },
    ];
  });
  const declined = studios
    .filter(
      ({ story, steps }) => story === undefined && steps[0]!.on < `${year - 3}` && tierThen(steps) === 'municipal',
    )
    .filter(({ serial }) => serial % 13 === year % 3)
    .slice(0, 2)
    .map((studio): DemoApplication => ({
      ...applicationOf(year, 'upgrade', 'chief', studio),
      state: 'declined',
      ground: 'judged',
      by: studioLogin(studio),
      createdAt: instantOf(`${year}-07-05`, '10:00'),
      submittedAt: submittedAt(studio.serial),
    }));
  return {
    id: uuidOf(`round ${year}`),
    title: titleOf(year),
    year,
    documentNumber,
    state: 'published',
    windows: {
      opensAt: instantOf(calledOn),
      applicationsCloseAt: instantOf(`${year}-07-15`, '18:00'),
      recommendingOpensAt: instantOf(`${year}-07-16`),
      recommendingClosesAt: instantOf(`${year}-07-23`),
    },
    calledAt: instantOf(calledOn, '09:00'),
    places,
    perRecommender,
    award,
    applications: ranked([...made, ...declined]),
  };
}

/** This year's: open for applications until three weeks from now. */
function openRound(
  studios: readonly DemoStudio[],
  evaluations: readonly DemoEvaluation[],
  units: readonly Host[],
  startedOn: CivilDate,
): DemoRound {
  const year = yearOf(startedOn);
  const graded = new Map(evaluations.map(({ studio, grade }) => [studio.id, grade]));
  const candidates = studios
    .filter(({ id, story, steps }) => {
      const tier = tierThen(steps);
      return (
        story === undefined &&
        graded.get(id) &&
        graded.get(id) !== 'failed' &&
        (tier === 'municipal' || tier === 'chief')
      );
    })
    .toSorted((one, other) => Number(graded.get(other.id) === 'excellent') - Number(graded.get(one.id) === 'excellent'))
    .slice(0, 9);
  const upgrades = candidates.map((studio, index): DemoApplication => {
    const handedIn = index < 6;
    return {
      ...applicationOf(year, 'upgrade', tierThen(studio.steps) === 'municipal' ? 'chief' : 'national', studio),
      state: handedIn ? 'submitted' : 'draft',
      by: studioLogin(studio),
      createdAt: instantOf(addDays(startedOn, -9), '09:20'),
      submittedAt: handedIn ? instantOf(addDays(startedOn, -1 - index), `1${index}:${String(12 + index * 7)}`) : null,
    };
  });
  const foundings = units.slice(0, 1).map((unit, index): DemoApplication => ({
    id: uuidOf(`application ${year} ${unit.id}`),
    kind: 'founding',
    target: 'municipal',
    state: 'draft',
    studio: null,
    founded: null,
    unit,
    recommenderCode: unit.districtCode,
    studioName: '向竹溪汽车装调工技能大师工作室',
    masterName: '向竹溪',
    occupation: '汽车装调工',
    by: unitLogin(index),
    createdAt: instantOf(addDays(startedOn, -6), '14:05'),
    submittedAt: null,
    rank: null,
    ground: null,
  }));
  return {
    id: uuidOf(`round open`),
    title: titleOf(year),
    year,
    documentNumber: `渝高技办〔${year}〕17号`,
    state: 'called',
    windows: {
      opensAt: instantOf(addDays(startedOn, -12)),
      applicationsCloseAt: instantOf(addDays(startedOn, 21), '18:00'),
      recommendingOpensAt: instantOf(addDays(startedOn, 22)),
      recommendingClosesAt: instantOf(addDays(startedOn, 29)),
    },
    calledAt: instantOf(addDays(startedOn, -12), '09:00'),
    places,
    perRecommender,
    award: null,
    applications: [...upgrades, ...foundings],
  };
}

type Asked = Omit<DemoApplication, 'state' | 'by' | 'createdAt' | 'submittedAt'>;

const applicationOf = (year: number, kind: ApplicationKind, target: AppliedTier, studio: DemoStudio): Asked => ({
  id: uuidOf(`application ${year} ${studio.serial}`),
  kind,
  target,
  studio: kind === 'upgrade' ? studio : null,
  founded: null,
  unit: studio.host,
  recommenderCode: year < 2026 ? (studio.formerRecommenderCode ?? studio.recommenderCode) : studio.recommenderCode,
  studioName: studio.name,
  masterName: studio.master.name,
  occupation: studio.occupation,
  rank: null,
  ground: null,
});

const tierThen = (steps: DemoStudio['steps']) => {
  const last = steps.findLast(({ act }) => 'tier' in act);
  return last && 'tier' in last.act ? last.act.tier : undefined;
};

/** Places on the lists of the recommenders, tier by tier, awarded ones first. */
function ranked(applications: readonly DemoApplication[]): readonly DemoApplication[] {
  const taken = new Map<string, number>();
  return applications.map((application) => {
    const list = `${application.recommenderCode} ${application.target}`;
    const rank = (taken.get(list) ?? 0) + 1;
    taken.set(list, rank);
    return { ...application, rank };
  });
}

export const recommendedBy = ({ recommenderCode }: DemoApplication): string => recommenderLogin(recommenderCode);
