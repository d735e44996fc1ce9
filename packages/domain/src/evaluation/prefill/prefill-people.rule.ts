import { exchangeScopes, unite } from '../../activity/index.ts';
import { proRata } from '../../kernel/index.ts';
import type { Formula } from './prefill-sum.ts';
import { part, shown, takenFor } from './prefill-sum.ts';
import { betterOf } from './prefill-research.rule.ts';

/** D1: apprentices taken, each year by itself. */
const apprentices: Formula = ({ full, of }, { years }) => ({
  base: full,
  parts: years.map(({ apprentices: { taken } }, index) =>
    part('apprentices', [shown('apprentices', taken, 'person')], {
      year: index + 1,
      counted: taken.value,
      wanted: of('perYear'),
      points: takenFor(taken.value, of('perYear'), of('short')),
    }),
  ),
});

/** D2: people newly certified, each year by itself; 技师 and 高级技师 and above count more than one. */
const highSkillPeople: Formula = ({ full, of }, { years }) => ({
  base: full,
  parts: years.map(({ certified: { byLevel } }, index) => {
    const above = unite(byLevel['senior-technician'], byLevel['special-technician'], byLevel['chief-technician']);
    const counted =
      byLevel.senior.value +
      (byLevel.technician.value * of('technicianPercent') + above.value * of('seniorTechnicianPercent')) / 100;
    return part(
      'high-skill-people',
      [
        shown('senior', byLevel.senior, 'person'),
        shown('technician', byLevel.technician, 'person'),
        shown('senior-technician', above, 'person'),
      ],
      { year: index + 1, counted, wanted: of('perYear'), points: takenFor(counted, of('perYear'), of('short')) },
    );
  }),
});

/** D3: person-times or class hours. */
const training: Formula = ({ full, of }, { figures: { training: held } }) => ({
  parts: betterOf(
    part('person-times', [shown('person-times', held.personTimes, 'person-times')], {
      counted: held.personTimes.value,
      wanted: of('personTimes'),
      points: proRata(full, held.personTimes.value, of('personTimes')),
    }),
    part('hours', [shown('hours', held.hours, 'hours')], {
      counted: held.hours.value,
      wanted: of('hours'),
      points: proRata(full, held.hours.value, of('hours')),
    }),
  ),
});

/** E1: exchanges and exhibitions; beyond the city counts more. */
const exchanges: Formula = ({ full, of }, { figures }) => {
  const all = unite(...exchangeScopes.flatMap((scope) => [figures.exchanges[scope], figures.exhibitions[scope]]));
  const beyond = unite(
    ...(['cross-province', 'international'] as const).flatMap((scope) => [
      figures.exchanges[scope],
      figures.exhibitions[scope],
    ]),
  );
  const counted = all.value + (beyond.value * (of('beyondCityPercent') - 100)) / 100;
  return {
    base: full,
    parts: [
      part('exchanges', [shown('exchanges', all), shown('beyond-city', beyond)], {
        counted,
        wanted: of('exchanges'),
        points: takenFor(counted, of('exchanges'), of('short')),
      }),
    ],
  };
};

/** E2: the first running co-operation, and every further task; apprenticeship and assessment are one task each. */
const cooperation: Formula = ({ of }, { figures: { cooperation: held } }) => {
  const running = unite(held.running['college-cooperation'], held.running['integrated-teaching']);
  const tasks = Number(held.apprenticeship.value > 0) + Number(held.assessment.value > 0);
  const further = Math.max(0, running.value - 1) + tasks;
  return {
    parts: [
      part('first-cooperation', [shown('cooperations', running)], {
        counted: Math.min(1, running.value),
        wanted: 1,
        points: running.value > 0 ? of('first') : 0,
      }),
      part('further-tasks', [shown('apprenticeship', held.apprenticeship), shown('assessment', held.assessment)], {
        counted: further,
        points: further * of('further'),
      }),
    ],
  };
};

/** E3, 四(三): services, tasks of the city, alliance work. */
const service: Formula = ({ of }, { figures }) => {
  const alliance = unite(figures.alliance.lead, figures.alliance.member);
  return {
    parts: [
      part('services', [shown('services', figures.service.services)], {
        counted: figures.service.services.value,
        wanted: of('services'),
        points: proRata(of('servicePoints'), figures.service.services.value, of('services')),
      }),
      part('city-task', [shown('city-tasks', figures.service.cityTasks)], {
        counted: figures.service.cityTasks.value,
        wanted: 1,
        points: figures.service.cityTasks.value > 0 ? of('cityTaskPoints') : 0,
      }),
      part('alliance', [shown('alliance', alliance)], {
        counted: alliance.value,
        wanted: 1,
        points: alliance.value > 0 ? of('alliancePoints') : 0,
      }),
    ],
  };
};

export const peopleFormulas = {
  apprentices,
  'high-skill-people': highSkillPeople,
  training,
  exchanges,
  'co-operation': cooperation,
  service,
} as const;
