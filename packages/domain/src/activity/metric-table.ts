import type { ActivityKind } from './kind.ts';
import type { MetricSpec, ValueOf } from './metric.ts';
import { choice, flag, number, rows, titledRows } from './metric.builder.ts';

const awards = rows({ level: 'award-level' });
const property = rows({ type: 'property-type', state: 'property-state' });
const results = {
  adopted: number('count'),
  benefit: number('fen'),
  benefitCertified: flag,
  property,
  methods: rows({ level: 'award-level' }),
  standards: rows({ role: 'standard-role', level: 'award-level' }),
  papers: number('count'),
  awards,
};

/**
 * What each kind measures, in the order the form asks. A name means the same in every kind that has it, so that a figure is
 * summed by name; a fact belongs to one kind only, so that nothing is counted twice (who was newly certified is logged as
 * assessment, not again as training).
 */
export const metricTable = {
  research: { projects: titledRows({ state: 'project-state', level: 'award-level' }), ...results },
  improvement: { improvements: number('count'), ...results },
  mentoring: { apprentices: number('person'), agreements: number('count'), graduated: number('person') },
  training: {
    personTimes: number('person-time'),
    hours: number('hour'),
    sessions: number('count'),
    textbooks: number('count'),
  },
  exchange: { scope: choice('exchange-scope'), participants: number('person-time'), papers: number('count') },
  competition: {
    competitions: titledRows({ role: 'competition-role', level: 'award-level', result: 'competition-result' }),
    coached: number('person'),
  },
  assessment: { certified: rows({ level: 'skillLevel' }, 'person'), assessed: number('person') },
  'college-cooperation': {
    cooperations: titledRows({ task: 'cooperation-task' }),
    students: number('person-time'),
    hours: number('hour'),
  },
  'new-apprenticeship': { enrolled: number('person'), completed: number('person'), hours: number('hour') },
  exhibition: { scope: choice('exchange-scope'), exhibits: number('count'), visitors: number('person-time'), awards },
  'public-service': { services: number('count'), beneficiaries: number('person-time'), cityTask: flag },
  heritage: { learners: number('person-time'), sessions: number('count'), works: number('count') },
  publicity: { reports: rows({ level: 'award-level' }) },
  alliance: {
    allianceRole: choice('alliance-role'),
    participants: number('person-time'),
    jointProjectsFinished: number('count'),
  },
  management: {
    meetings: number('count'),
    rules: number('count'),
    masterDays: number('day'),
    matchingFunds: number('fen'),
    subsidySpent: number('fen'),
  },
} as const satisfies Readonly<Record<ActivityKind, Readonly<Record<string, MetricSpec>>>>;

/** The metrics of one kind, typed from the table; each may be left out. */
export type MetricsOf<Kind extends ActivityKind> = {
  readonly [Name in keyof (typeof metricTable)[Kind]]?: ValueOf<(typeof metricTable)[Kind][Name]>;
};

/** What a submission of the kind must measure: of each group at least one. */
export const neededMetrics: Readonly<Record<ActivityKind, readonly (readonly string[])[]>> = {
  research: [['projects']],
  improvement: [['improvements', 'adopted', 'benefit', 'property', 'methods', 'standards', 'papers', 'awards']],
  mentoring: [['apprentices', 'graduated']],
  training: [['personTimes'], ['hours']],
  exchange: [['scope'], ['participants']],
  competition: [['competitions']],
  assessment: [['certified', 'assessed']],
  'college-cooperation': [['cooperations']],
  'new-apprenticeship': [['enrolled', 'completed']],
  exhibition: [['scope']],
  'public-service': [['services'], ['beneficiaries']],
  heritage: [['learners', 'works']],
  publicity: [['reports']],
  alliance: [['allianceRole']],
  management: [['meetings', 'rules', 'masterDays', 'matchingFunds', 'subsidySpent']],
};

export const metricsFor = (kind: ActivityKind): Readonly<Record<string, MetricSpec>> => metricTable[kind];
