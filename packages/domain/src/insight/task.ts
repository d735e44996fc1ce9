/** Everything that can be waiting for somebody. A task exists because of a state and disappears with it; none is ever stored. */
export const taskKinds = [
  // studio
  'activity-returned',
  'activity-draft',
  'report-due',
  'self-evaluation',
  'self-evaluation-returned',
  'rectification',
  'rectification-statement',
  'activities-unverified',
  'evaluation-scoring',
  'change-returned',
  'change-awaited',
  // recommender
  'activities-to-verify',
  'reports-late',
  'opinions-to-give',
  'change-to-endorse',
  // evaluator
  'sheets-to-score',
  'rectification-check',
  // who makes visits: evaluators, officials of recommending units and of the office
  'visit-to-make',
  // office
  'cycle-to-open',
  'scoring-to-start',
  'self-evaluations-awaited',
  'opinions-awaited',
  'scoring-awaited',
  'scoring-late',
  'spread-to-settle',
  'grades-to-decide',
  'grades-to-propose',
  'grades-to-release',
  'objection-to-handle',
  'correction-to-release',
  'results-to-publish',
  'import-unfinished',
  'rectification-to-judge',
  'rectification-awaited',
  'change-to-decide',
  // money of the studio, its recommender and the office
  'subsidy-report-due',
  'subsidy-to-verify',
  'subsidy-to-pay',
  'subsidy-to-settle',
  // the yearly round: applicants, recommenders, the office
  'application-draft',
  'application-returned',
  'applications-to-look-at',
  'ranking-to-submit',
  'recommendations-missing',
  'review-to-start',
  'applications-to-check',
  'reviews-to-score',
  'awards-to-propose',
  'awards-to-release',
  'awards-to-publish',
  'award-objection-to-handle',
  'award-change-to-release',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskCategories = [
  'evaluation',
  'activity',
  'report',
  'rectification',
  'import',
  'subsidy',
  'change',
  'round',
] as const;
export type TaskCategory = (typeof taskCategories)[number];

const categories: Readonly<Record<TaskKind, TaskCategory>> = {
  'activity-returned': 'activity',
  'activity-draft': 'activity',
  'report-due': 'report',
  'self-evaluation': 'evaluation',
  'self-evaluation-returned': 'evaluation',
  rectification: 'rectification',
  'rectification-statement': 'rectification',
  'rectification-check': 'rectification',
  'rectification-awaited': 'rectification',
  'activities-unverified': 'activity',
  'evaluation-scoring': 'evaluation',
  'activities-to-verify': 'activity',
  'reports-late': 'report',
  'opinions-to-give': 'evaluation',
  'sheets-to-score': 'evaluation',
  'visit-to-make': 'evaluation',
  'cycle-to-open': 'evaluation',
  'scoring-to-start': 'evaluation',
  'self-evaluations-awaited': 'evaluation',
  'opinions-awaited': 'evaluation',
  'scoring-awaited': 'evaluation',
  'scoring-late': 'evaluation',
  'spread-to-settle': 'evaluation',
  'grades-to-decide': 'evaluation',
  'grades-to-propose': 'evaluation',
  'grades-to-release': 'evaluation',
  'objection-to-handle': 'evaluation',
  'correction-to-release': 'evaluation',
  'results-to-publish': 'evaluation',
  'import-unfinished': 'import',
  'rectification-to-judge': 'rectification',
  'subsidy-report-due': 'subsidy',
  'subsidy-to-verify': 'subsidy',
  'subsidy-to-pay': 'subsidy',
  'subsidy-to-settle': 'subsidy',
  'change-returned': 'change',
  'change-awaited': 'change',
  'change-to-endorse': 'change',
  'change-to-decide': 'change',
  'application-draft': 'round',
  'application-returned': 'round',
  'applications-to-look-at': 'round',
  'ranking-to-submit': 'round',
  'recommendations-missing': 'round',
  'review-to-start': 'round',
  'applications-to-check': 'round',
  'reviews-to-score': 'round',
  'awards-to-propose': 'round',
  'awards-to-release': 'round',
  'awards-to-publish': 'round',
  'award-objection-to-handle': 'round',
  'award-change-to-release': 'round',
};

export const categoryOf = (kind: TaskKind): TaskCategory => categories[kind];

/** Kinds that wait for somebody else: listed, not counted. */
const awaited: readonly TaskKind[] = [
  'activities-unverified',
  'evaluation-scoring',
  'reports-late',
  'self-evaluations-awaited',
  'opinions-awaited',
  'scoring-awaited',
  'rectification-awaited',
  'change-awaited',
  'recommendations-missing',
];

export const waitsForOthers = (kind: TaskKind): boolean => awaited.includes(kind);

/** What grouping needs of a task. `dueAt` null: nothing says by when. `since` is when it came up, where that is known. */
export interface Task {
  readonly key: string;
  readonly kind: TaskKind;
  readonly dueAt: Date | null;
  readonly since: Date | null;
}
