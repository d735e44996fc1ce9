import { proRata, roundHalfUp } from '../../kernel/index.ts';
import type { Formula, Sum } from './prefill-sum.ts';
import { known, part, shown } from './prefill-sum.ts';

/** A3: matching funds against the subsidy; written rules, when one is on record, else the evaluator looks. */
const matchingFunds: Formula = ({ full, of }, { matching, subsidyGrantedFen, figures }) => {
  const fundPoints = of('fundPoints');
  const money: Sum =
    subsidyGrantedFen === null
      ? { parts: [], open: fundPoints, missing: ['subsidy-granted'] }
      : {
          parts: [
            part(
              'matching-funds',
              [shown('matching', matching, 'fen'), known('subsidy-granted', subsidyGrantedFen, 'fen')],
              {
                counted: matching.value,
                wanted: (subsidyGrantedFen * of('wantedPercent')) / 100,
                points: proRata(fundPoints, matching.value, (subsidyGrantedFen * of('wantedPercent')) / 100),
              },
            ),
          ],
        };
  const written =
    figures.rules.value > 0
      ? [
          part('rules', [shown('rules', figures.rules)], {
            counted: figures.rules.value,
            wanted: 1,
            points: full - fundPoints,
          }),
        ]
      : [];
  return {
    parts: [...money.parts, ...written],
    open: (money.open ?? 0) + (written.length === 0 ? full - fundPoints : 0),
    missing: money.missing ?? [],
  };
};

/** A4: used ÷ granted. A studio without a subsidy has nothing to show here: the evaluator says whether the line applies. */
const subsidyUse: Formula = ({ full, of }, { subsidySpent, subsidyGrantedFen }) => {
  if (subsidyGrantedFen === null) return { parts: [], missing: ['subsidy-granted'] };
  if (subsidyGrantedFen === 0) return { parts: [] };
  const wanted = (subsidyGrantedFen * of('wantedPercent')) / 100;
  return {
    parts: [
      part(
        'subsidy-use',
        [shown('subsidy-spent', subsidySpent, 'fen'), known('subsidy-granted', subsidyGrantedFen, 'fen')],
        { counted: subsidySpent.value, wanted, points: proRata(full, subsidySpent.value, wanted) },
      ),
    ],
  };
};

/** B1, 二(二): a team of 3–15; the master six months a year in the studio, each year by itself. */
const teamAndPresence: Formula = ({ years, of }, { teamSize, figures, years: yearly }) => {
  const team: Sum =
    teamSize === null
      ? { parts: [], open: of('teamPoints'), missing: ['team-size'] }
      : {
          parts: [
            part('team', [known('team', teamSize, 'person')], {
              counted: teamSize,
              wanted: of('teamFrom'),
              points: teamSize >= of('teamFrom') && teamSize <= of('teamTo') ? of('teamPoints') : 0,
            }),
          ],
        };
  const presence: Sum =
    figures.masterDays.value === 0
      ? { parts: [], open: of('presencePoints'), missing: ['master-days'] }
      : {
          parts: yearly.map(({ masterDays }, index) =>
            part('presence', [shown('days', masterDays, 'days')], {
              year: index + 1,
              counted: masterDays.value,
              wanted: of('daysPerYear'),
              points: proRata(roundHalfUp(of('presencePoints') / years), masterDays.value, of('daysPerYear')),
            }),
          ),
        };
  return {
    parts: [...team.parts, ...presence.parts],
    open: (team.open ?? 0) + (presence.open ?? 0),
    missing: [...(team.missing ?? []), ...(presence.missing ?? [])],
  };
};

/** B2: what fell due in the period, late ones and missing ones taken off. */
const reportsOnTime: Formula = ({ full, of }, { reports }) => {
  if (reports === null) return { parts: [], missing: ['reports'] };
  return {
    base: full,
    parts: [
      part(
        'reports',
        [known('on-time', reports.onTime), known('late', reports.late), known('missing', reports.missing)],
        {
          counted: reports.onTime,
          wanted: reports.onTime + reports.late + reports.missing,
          points: -(reports.late * of('late') + reports.missing * of('missing')) || 0,
        },
      ),
    ],
  };
};

/** B3: how many, and over how many quarters; both count, so that a burst in the last month does not fill the line. */
const activityFrequency: Formula = ({ full, of }, { figures: { activities }, quarters }) => {
  const busy = quarters.filter((quarter) => quarter.activities.value > 0).length;
  const forQuarters = roundHalfUp((full * of('quarterSharePercent')) / 100);
  return {
    parts: [
      part('activities', [shown('activities', activities)], {
        counted: activities.value,
        wanted: of('activities'),
        points: proRata(full - forQuarters, activities.value, of('activities')),
      }),
      part('quarters', [known('quarters', busy, 'quarters')], {
        counted: busy,
        wanted: of('quarters'),
        points: proRata(forQuarters, busy, of('quarters')),
      }),
    ],
  };
};

export const foundationFormulas = {
  'matching-funds': matchingFunds,
  'subsidy-use': subsidyUse,
  'team-and-presence': teamAndPresence,
  'reports-on-time': reportsOnTime,
  'activity-frequency': activityFrequency,
} as const;
