/** The five mechanisms of the notice (六, 五位一体运行机制), and management for what belongs to none of them. */
export const mechanisms = ['research', 'training', 'mentoring', 'exchange', 'innovation', 'management'] as const;
export type Mechanism = (typeof mechanisms)[number];

/**
 * The fifteen kinds of logged work, each with the one mechanism it counts for. The notice names the mechanisms (六) and the
 * tasks (二(三)); which kind serves which mechanism is our reading.
 */
const mechanismOfKind = {
  research: 'research',
  improvement: 'innovation',
  mentoring: 'mentoring',
  training: 'training',
  exchange: 'exchange',
  competition: 'training',
  assessment: 'training',
  'college-cooperation': 'training',
  'new-apprenticeship': 'mentoring',
  exhibition: 'exchange',
  'public-service': 'exchange',
  heritage: 'mentoring',
  publicity: 'exchange',
  alliance: 'research',
  management: 'management',
} as const satisfies Readonly<Record<string, Mechanism>>;

export type ActivityKind = keyof typeof mechanismOfKind;
export const activityKinds = Object.keys(mechanismOfKind) as readonly ActivityKind[];
export const mechanismOf = (kind: ActivityKind): Mechanism => mechanismOfKind[kind];
