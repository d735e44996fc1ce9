import type { PrefillRule } from './rubric.ts';

/** What a param of the automatic value counts in: points and shares are edited as such, the rest as whole numbers. */
export type PrefillParamKind = 'points' | 'percent' | 'fen' | 'count' | 'days';

const pointsOf = (...names: readonly string[]): Readonly<Record<string, PrefillParamKind>> =>
  Object.fromEntries(names.map((name) => [name, 'points']));

/** The params of each formula: all of them have to be there, and no others. */
export const prefillParams: Readonly<Record<PrefillRule, Readonly<Record<string, PrefillParamKind>>>> = {
  'matching-funds': { fundPoints: 'points', wantedPercent: 'percent' },
  'subsidy-use': { wantedPercent: 'percent' },
  'team-and-presence': {
    teamPoints: 'points',
    teamFrom: 'count',
    teamTo: 'count',
    presencePoints: 'points',
    daysPerYear: 'days',
  },
  'reports-on-time': pointsOf('late', 'missing'),
  'activity-frequency': { activities: 'count', quarters: 'count', quarterSharePercent: 'percent' },
  'research-projects': {
    projects: 'count',
    finished: 'count',
    finishedSharePercent: 'percent',
    provincialWeightPercent: 'percent',
  },
  benefit: { benefitFen: 'fen', adopted: 'count' },
  'intellectual-property': pointsOf(
    'invention',
    'utilityModel',
    'software',
    'workMethod',
    'standard',
    'textbook',
    'paper',
  ),
  awards: pointsOf('national', 'provincial', 'municipal', 'lower'),
  apprentices: { perYear: 'count', short: 'points' },
  'high-skill-people': {
    perYear: 'count',
    short: 'points',
    technicianPercent: 'percent',
    seniorTechnicianPercent: 'percent',
  },
  training: { personTimes: 'count', hours: 'count' },
  competitions: pointsOf('national', 'provincial', 'municipal', 'takingPart'),
  exchanges: { exchanges: 'count', short: 'points', beyondCityPercent: 'percent' },
  'co-operation': pointsOf('first', 'further'),
  service: { services: 'count', servicePoints: 'points', cityTaskPoints: 'points', alliancePoints: 'points' },
};
