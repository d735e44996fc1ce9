import { choices, levels } from './choice.ts';
import type { MetricUnit } from './metric.ts';
import type { ReportSection } from './report.ts';
import type { Figure, TallyFigures } from './tally.ts';
import { unite } from './tally-sums.ts';

export interface ReportFigure {
  readonly section: ReportSection;
  readonly unit: MetricUnit;
  readonly of: (figures: TallyFigures) => Figure;
}

const all = (figures: Readonly<Record<string, Figure>>): Figure => unite(...Object.values(figures));

/** The figures of a yearly summary, by the heading they stand under. */
export const reportFigures = {
  activities: { section: 'overview', unit: 'count', of: (tally) => tally.activities },
  projects: { section: 'research', unit: 'count', of: (tally) => tally.projects.all },
  projectsFinished: { section: 'research', unit: 'count', of: (tally) => tally.projects.finished },
  jointProjectsFinished: { section: 'research', unit: 'count', of: (tally) => tally.alliance.projectsFinished },
  personTimes: { section: 'training', unit: 'person-time', of: (tally) => tally.training.personTimes },
  hours: { section: 'training', unit: 'hour', of: (tally) => tally.training.hours },
  textbooks: { section: 'training', unit: 'count', of: (tally) => tally.textbooks },
  highSkill: { section: 'training', unit: 'person', of: (tally) => tally.certified.highSkill },
  competitions: {
    section: 'training',
    unit: 'count',
    of: (tally) => unite(all(tally.competitions.awarded), tally.competitions.takingPart),
  },
  cooperations: { section: 'training', unit: 'count', of: (tally) => all(tally.cooperation.running) },
  apprentices: { section: 'mentoring', unit: 'person', of: (tally) => tally.apprentices.taken },
  graduated: { section: 'mentoring', unit: 'person', of: (tally) => tally.apprentices.graduated },
  learners: { section: 'mentoring', unit: 'person-time', of: (tally) => tally.heritage.learners },
  exchanges: { section: 'exchange', unit: 'count', of: (tally) => all(tally.exchanges) },
  exhibitions: { section: 'exchange', unit: 'count', of: (tally) => all(tally.exhibitions) },
  services: { section: 'exchange', unit: 'count', of: (tally) => tally.service.services },
  beneficiaries: { section: 'exchange', unit: 'person-time', of: (tally) => tally.service.beneficiaries },
  publicity: { section: 'exchange', unit: 'count', of: (tally) => all(tally.publicity) },
  improvements: { section: 'innovation', unit: 'count', of: (tally) => tally.improvements },
  adopted: { section: 'innovation', unit: 'count', of: (tally) => tally.adopted },
  benefit: { section: 'innovation', unit: 'fen', of: (tally) => tally.benefit.all },
  benefitCertified: { section: 'innovation', unit: 'fen', of: (tally) => tally.benefit.certified },
  patentsGranted: {
    section: 'innovation',
    unit: 'count',
    of: ({ property }) =>
      unite(
        ...choices['property-type']
          .filter((type) => type !== 'software-copyright')
          .map((type) => property[type].granted),
      ),
  },
  methods: { section: 'innovation', unit: 'count', of: (tally) => all(tally.methods) },
  standards: {
    section: 'innovation',
    unit: 'count',
    of: ({ standards }) => unite(...levels.flatMap((level) => [standards.lead[level], standards.participant[level]])),
  },
  papers: { section: 'innovation', unit: 'count', of: (tally) => tally.papers },
  awards: { section: 'innovation', unit: 'count', of: (tally) => all(tally.awards) },
  matchingFunds: { section: 'funds', unit: 'fen', of: (tally) => tally.funds.matching },
  subsidySpent: { section: 'funds', unit: 'fen', of: (tally) => tally.funds.subsidySpent },
} as const satisfies Readonly<Record<string, ReportFigure>>;

export type ReportFigureName = keyof typeof reportFigures;
export const reportFigureNames = Object.keys(reportFigures) as readonly ReportFigureName[];

/** The figures a yearly plan may set a target for. */
export const planTargets = [
  'activities',
  'projects',
  'apprentices',
  'highSkill',
  'personTimes',
  'exchanges',
  'services',
  'benefit',
] as const satisfies readonly ReportFigureName[];
export type PlanTarget = (typeof planTargets)[number];
