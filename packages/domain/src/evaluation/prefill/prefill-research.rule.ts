import type { Figure, FiguresBy, Level } from '../../activity/index.ts';
import { choices, levels, unite } from '../../activity/index.ts';
import { proRata, roundHalfUp } from '../../kernel/index.ts';
import type { PrefillPart } from './prefill.ts';
import type { Formula, FormulaSetting } from './prefill-sum.ts';
import { part, shown } from './prefill-sum.ts';

/** 省部级 and above. */
const fromProvincial = (byLevel: FiguresBy<Level>): Figure =>
  unite(byLevel.provincial, byLevel.national, byLevel.international);

const weighed = (all: Figure, heavy: Figure, percent: number): number =>
  all.value + (heavy.value * (percent - 100)) / 100;

/** C1: projects and the finished ones among them; provincial or above counts more. */
const researchProjects: Formula = ({ full, of }, { figures: { projects } }) => {
  const forFinished = roundHalfUp((full * of('finishedSharePercent')) / 100);
  const heavy = fromProvincial(projects.byLevel);
  const heavyFinished = fromProvincial(projects.finishedByLevel);
  const counted = weighed(projects.all, heavy, of('provincialWeightPercent'));
  const finished = weighed(projects.finished, heavyFinished, of('provincialWeightPercent'));
  return {
    parts: [
      part('projects', [shown('projects', projects.all), shown('provincial', heavy)], {
        counted,
        wanted: of('projects'),
        points: proRata(full - forFinished, counted, of('projects')),
      }),
      part('finished', [shown('finished', projects.finished), shown('finished-provincial', heavyFinished)], {
        counted: finished,
        wanted: of('finished'),
        points: proRata(forFinished, finished, of('finished')),
      }),
    ],
  };
};

/** Two ways to fill a line: the better one counts, the other is shown and gives nothing. The first wins a tie. */
export const betterOf = (one: PrefillPart, other: PrefillPart): readonly PrefillPart[] =>
  one.points >= other.points
    ? [one, { ...other, code: 'not-counted', points: 0 }]
    : [{ ...one, code: 'not-counted', points: 0 }, other];

/** C2: finance-certified benefit or adopted results. */
const benefit: Formula = ({ full, of }, { figures }) => ({
  parts: betterOf(
    part('benefit', [shown('benefit', figures.benefit.certified, 'fen')], {
      counted: figures.benefit.certified.value,
      wanted: of('benefitFen'),
      points: proRata(full, figures.benefit.certified.value, of('benefitFen')),
    }),
    part('adopted', [shown('adopted', figures.adopted)], {
      counted: figures.adopted.value,
      wanted: of('adopted'),
      points: proRata(full, figures.adopted.value, of('adopted')),
    }),
  ),
});

/** One row per kind of thing that has points of its own; kinds without any are left out, all of them gone leaves one row of nothing. */
function itemised(
  { of }: FormulaSetting,
  items: readonly { readonly code: string; readonly param: string; readonly figure: Figure }[],
): readonly PrefillPart[] {
  const rows = items.map(({ code, param, figure }) =>
    part('item', [shown(code, figure)], { counted: figure.value, points: roundHalfUp(figure.value * of(param)) }),
  );
  const found = rows.filter((row) => row.counted !== 0);
  return found.length > 0 ? found : rows.slice(0, 1);
}

/** C3: granted rights, work methods, standards and publications; software copyright has its own row, it is no patent. */
const intellectualProperty: Formula = (setting, { figures: { property, methods, standards, papers, textbooks } }) => ({
  parts: itemised(setting, [
    { code: 'invention', param: 'invention', figure: property.invention.granted },
    { code: 'utility-model', param: 'utilityModel', figure: property['utility-model'].granted },
    { code: 'software', param: 'software', figure: property['software-copyright'].granted },
    { code: 'method', param: 'workMethod', figure: unite(...levels.map((level) => methods[level])) },
    {
      code: 'standard',
      param: 'standard',
      figure: unite(...choices['standard-role'].flatMap((role) => levels.map((level) => standards[role][level]))),
    },
    { code: 'textbook', param: 'textbook', figure: textbooks },
    { code: 'paper', param: 'paper', figure: papers },
  ]),
});

/** C4: awards for results by level; an award within the own unit counts nothing. */
const awards: Formula = (setting, { figures: { awards: won } }) => ({
  parts: itemised(setting, [
    { code: 'national', param: 'national', figure: unite(won.national, won.international) },
    { code: 'provincial', param: 'provincial', figure: won.provincial },
    { code: 'municipal', param: 'municipal', figure: won.municipal },
    { code: 'lower', param: 'lower', figure: unite(won.industry, won.district) },
  ]),
});

/** D4: each competition once at its best; what was won below the municipal level counts as taking part. */
const competitions: Formula = (setting, { figures: { competitions: held } }) => ({
  parts: itemised(setting, [
    { code: 'national', param: 'national', figure: unite(held.awarded.national, held.awarded.international) },
    { code: 'provincial', param: 'provincial', figure: held.awarded.provincial },
    { code: 'municipal', param: 'municipal', figure: held.awarded.municipal },
    {
      code: 'taking-part',
      param: 'takingPart',
      figure: unite(held.takingPart, held.awarded.industry, held.awarded.district, held.awarded.unit),
    },
  ]),
});

export const researchFormulas = {
  'research-projects': researchProjects,
  benefit,
  'intellectual-property': intellectualProperty,
  awards,
  competitions,
} as const;
