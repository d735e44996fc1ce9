import type { CivilDate } from '../kernel/index.ts';
import { addMonths, quarterOf, yearOf } from '../kernel/index.ts';
import type { Level } from './choice.ts';
import { certifiedLevels, choices, exchangeScopes, highSkillLevels, levels } from './choice.ts';
import { activityKinds, mechanismOf, mechanisms } from './kind.ts';
import type { ActivityTally, TallyFigures, TallyPeriod } from './tally.ts';
import type { Named, TalliedActivity } from './tally-sums.ts';
import { byEach, countNamed, countOf, figureOf, namedIn, numberIn, rowSum, unite } from './tally-sums.ts';

/**
 * The metric sums of a studio's activities over a period, with the activities behind each figure, whole, by year and by
 * quarter. Only verified activities that started within the period count; the caller hands over one studio's.
 */
export function tallyOf(activities: readonly TalliedActivity[], period: TallyPeriod): ActivityTally {
  const counted = activities
    .filter(({ state, startedOn }) => state === 'verified' && period.from <= startedOn && startedOn <= period.to)
    .toSorted((one, other) => (one.startedOn < other.startedOn ? -1 : one.startedOn > other.startedOn ? 1 : 0));
  return {
    period,
    figures: figuresOf(counted),
    years: yearsOf(period).map((year) => ({
      year,
      figures: figuresOf(counted.filter(({ startedOn }) => yearOf(startedOn) === year)),
    })),
    quarters: quartersOf(period).map((quarter) => ({
      quarter,
      activities: countOf(counted, ({ startedOn }) => quarterOf(startedOn) === quarter),
    })),
  };
}

/** The figures of activities already chosen: nothing is filtered here. */
export function figuresOf(activities: readonly TalliedActivity[]): TallyFigures {
  const sum = (metric: string) => figureOf(activities, (activity) => numberIn(activity, metric));
  const rowsBy = (metric: string, chosen: Readonly<Record<string, string>>) =>
    figureOf(activities, (activity) => rowSum(activity, metric, chosen));
  const kind = (wanted: (typeof activityKinds)[number]) => countOf(activities, (activity) => activity.kind === wanted);
  const flagged = (metric: string) => countOf(activities, ({ metrics }) => metrics[metric] === true);
  const reaching = (wanted: 'exchange' | 'exhibition') =>
    byEach(exchangeScopes, (scope) =>
      countOf(activities, ({ kind, metrics }) => kind === wanted && metrics.scope === scope),
    );
  const cooperations = namedIn(activities, 'cooperations');
  const certified = byEach(certifiedLevels, (level) => rowsBy('certified', { level }));
  return {
    activities: countOf(activities, () => true),
    byKind: byEach(activityKinds, kind),
    byMechanism: byEach(mechanisms, (mechanism) =>
      countOf(activities, (activity) => mechanismOf(activity.kind) === mechanism),
    ),
    projects: projectsOf(activities),
    improvements: sum('improvements'),
    adopted: sum('adopted'),
    benefit: {
      all: sum('benefit'),
      certified: figureOf(activities, (activity) =>
        activity.metrics.benefitCertified === true ? numberIn(activity, 'benefit') : 0,
      ),
    },
    property: Object.fromEntries(
      choices['property-type'].map((type) => [
        type,
        byEach(choices['property-state'], (state) => rowsBy('property', { type, state })),
      ]),
    ) as unknown as TallyFigures['property'],
    methods: byEach(levels, (level) => rowsBy('methods', { level })),
    standards: Object.fromEntries(
      choices['standard-role'].map((role) => [role, byEach(levels, (level) => rowsBy('standards', { role, level }))]),
    ) as unknown as TallyFigures['standards'],
    papers: sum('papers'),
    textbooks: sum('textbooks'),
    awards: byEach(levels, (level) => rowsBy('awards', { level })),
    apprentices: { taken: sum('apprentices'), graduated: sum('graduated'), agreements: sum('agreements') },
    training: {
      sessions: figureOf(activities, (activity) => (activity.kind === 'training' ? numberIn(activity, 'sessions') : 0)),
      personTimes: sum('personTimes'),
      hours: figureOf(activities, (activity) => (activity.kind === 'training' ? numberIn(activity, 'hours') : 0)),
    },
    certified: { byLevel: certified, highSkill: unite(...highSkillLevels.map((level) => certified[level])) },
    competitions: competitionsOf(activities),
    exchanges: reaching('exchange'),
    exhibitions: reaching('exhibition'),
    cooperation: {
      running: byEach(choices['cooperation-task'], (task) =>
        countNamed(cooperations, ({ rows }) => rows.some((row) => row.task === task)),
      ),
      apprenticeship: kind('new-apprenticeship'),
      apprentices: sum('enrolled'),
      assessment: kind('assessment'),
    },
    service: { services: sum('services'), beneficiaries: sum('beneficiaries'), cityTasks: flagged('cityTask') },
    heritage: { learners: sum('learners'), works: sum('works') },
    publicity: byEach(levels, (level) => rowsBy('reports', { level })),
    alliance: {
      ...byEach(choices['alliance-role'], (role) =>
        countOf(activities, ({ metrics }) => metrics.allianceRole === role),
      ),
      projectsFinished: sum('jointProjectsFinished'),
    },
    funds: { matching: sum('matchingFunds'), subsidySpent: sum('subsidySpent') },
    masterDays: sum('masterDays'),
    rules: sum('rules'),
  };
}

function projectsOf(activities: readonly TalliedActivity[]): TallyFigures['projects'] {
  const projects = namedIn(activities, 'projects');
  const isFinished = ({ rows }: Named) => rows.some((row) => row.state === 'finished');
  return {
    all: countNamed(projects),
    finished: countNamed(projects, isFinished),
    byLevel: byEach(levels, (level) => countNamed(projects, (project) => highestOf(project) === level)),
    finishedByLevel: byEach(levels, (level) =>
      countNamed(projects, (project) => highestOf(project) === level && isFinished(project)),
    ),
  };
}

function competitionsOf(activities: readonly TalliedActivity[]): TallyFigures['competitions'] {
  const competitions = namedIn(activities, 'competitions').map(({ rows, activities: ids }) => ({
    won: rows.filter((row) => row.result === 'awarded' && (row.role === 'coach' || row.role === 'contestant')),
    thing: { rows, activities: ids },
  }));
  const awarded = (level: Level) =>
    competitions
      .filter(({ won }) => won.length > 0 && highestOf({ rows: won, activities: [] }) === level)
      .map(({ thing }) => thing);
  return {
    awarded: byEach(levels, (level) => countNamed(awarded(level))),
    takingPart: countNamed(competitions.filter(({ won }) => won.length === 0).map(({ thing }) => thing)),
  };
}

const highestOf = ({ rows }: Named): Level | undefined =>
  levels.findLast((level) => rows.some((row) => row.level === level));

const yearsOf = ({ from, to }: TallyPeriod): readonly number[] =>
  Array.from({ length: Math.max(0, yearOf(to) - yearOf(from) + 1) }, (_, index) => yearOf(from) + index);

function quartersOf({ from, to }: TallyPeriod): readonly string[] {
  const quarters: string[] = [];
  for (let day: CivilDate = `${from.slice(0, 7)}-01`; day <= to; day = addMonths(day, 1)) {
    if (quarters.at(-1) !== quarterOf(day)) quarters.push(quarterOf(day));
  }
  return quarters;
}
