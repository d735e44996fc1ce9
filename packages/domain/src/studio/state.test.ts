import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, flawsOf, isWithin } from '../kernel/index.ts';
import type { StudioAct } from './act.ts';
import { actsWithDocument, actsWithReason, officeActs } from './act.ts';
import { decideAct, homeKinds } from './act.rule.ts';
import type { StudioEvent } from './event.ts';
import { studioEventKinds } from './event.ts';
import { historyOf } from './history.ts';
import { applyEvent, inOrder, stateAsOf, type StudioState } from './state.ts';
import { studioStandingMachine } from './studio-standing.machine.ts';
import { grades, isFinal, standings, tierAbove, tierBelow, tierRank, tiers } from './tier.ts';

const founded: StudioEvent<'awarded'> = {
  kind: 'awarded',
  position: 1,
  happenedOn: '2015-01-01',
  documentNumber: null,
  reason: null,
  fileId: null,
  facts: {
    name: '甲',
    tier: 'district',
    hostUnit: { id: 'u1', name: '单位' },
    master: { id: 'm1', name: '专家' },
    recommender: { id: 'r1', name: '江北区' },
    districtCode: '500105',
    clusterCode: 'A1',
    secondaryClusters: [],
    occupation: null,
  },
};

const word = fc.constantFrom('甲', '乙', '丙', '丁');
const named = word.map((name) => ({ id: name, name }));
const day = fc.integer({ min: 0, max: 300 });

/** Any act with any facts; most are refused, those that pass make the history. */
const act: fc.Arbitrary<{ readonly gap: number; readonly act: { readonly kind: string } }> = fc.record({
  gap: day,
  act: fc.record({
    kind: fc.constantFrom(...studioEventKinds.filter((kind) => kind !== 'awarded')),
    name: word,
    master: named,
    hostUnit: named,
    recommender: named,
    districtCode: fc.constantFrom('500105', '500157'),
    clusterCode: fc.constantFrom('A1', 'B1'),
    secondaryClusters: fc.constantFrom([], ['C1']),
    occupation: fc.constantFrom(null, { id: null, name: '焊工' }),
    joined: fc.constant([]),
    left: fc.constant([]),
    grade: fc.constantFrom(...grades),
    restored: fc.constantFrom({ grade: null, evaluatedOn: null }, { grade: 'qualified', evaluatedOn: '2020-01-02' }),
    tier: fc.constantFrom(...tiers),
    ministryConfirmed: fc.boolean(),
  }),
});

/** The events of a life that begins with the award and takes every act that is allowed. */
function lifeOf(steps: readonly { gap: number; act: { kind: string } }[]): {
  events: StudioEvent[];
  projection: StudioState;
} {
  const events: StudioEvent[] = [founded];
  let projection = applyEvent(undefined, founded);
  let on = founded.happenedOn;
  let homeSince = on;
  for (const { gap, act: facts } of steps) {
    // A reform of districts is sometimes entered late, behind what happened since.
    const late = facts.kind === 're-homed' && gap % 2 === 0;
    const happenedOn = late ? addDays(homeSince, gap) : addDays(on, gap);
    const decision = decideAct(
      { state: projection, lastPosition: events.length, lastEventOn: on, homeSince },
      {
        ...facts,
        happenedOn,
        until: addDays(projection.rectificationUntil ?? happenedOn, 20),
        documentNumber: '渝高技办〔2020〕1号',
        reason: '有理由',
      } as StudioAct,
      { today: '2100-01-01' },
    );
    if (!decision.ok) continue;
    events.push(decision.value);
    projection = applyEvent(projection, decision.value);
    if (happenedOn > on) on = happenedOn;
    if (homeKinds.includes(decision.value.kind)) homeSince = happenedOn;
  }
  return { events, projection };
}

describe('the state of any day', () => {
  it('derived from the events is the projection kept beside them', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
        const { events, projection } = lifeOf(steps);
        expect(stateAsOf(events, '2100-01-01')).toEqual(projection);
        expect(stateAsOf(events.toReversed(), '2100-01-01')).toEqual(projection);
      }),
    );
  });

  it('agrees with the dated histories on every day, which have neither gap nor overlap', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), day, (steps, back) => {
        const { events } = lifeOf(steps);
        const last = inOrder(events).at(-1)?.happenedOn ?? founded.happenedOn;
        const when = addDays(last, -back);
        const state = stateAsOf(events, when);
        const history = historyOf(events);
        for (const stretches of [history.tiers, history.standings, history.masters]) {
          const ends = stretches.map(({ to }) => to);
          expect(stretches.map(({ from }) => from)).toEqual([founded.happenedOn, ...ends.slice(0, -1)]);
          expect(ends.at(-1)).toBeNull();
          expect(stretches.every(({ from, to }) => to === null || from < to)).toBe(true);
        }
        const on = <Value>(stretches: readonly { value: Value; from: string; to: string | null }[]) =>
          stretches.filter((stretch) => isWithin(stretch, when)).map(({ value }) => value);
        expect(on(history.tiers)).toEqual(state ? [state.tier] : []);
        expect(on(history.standings)).toEqual(state ? [state.standing] : []);
        expect(on(history.masters).map(({ id }) => id)).toEqual(state ? [state.master.id] : []);
        expect(state === undefined).toBe(when < founded.happenedOn);
      }),
    );
  });

  it('is due for evaluation while it runs and never after its end', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
        const { projection } = lifeOf(steps);
        expect(projection.evaluationDueOn === null).toBe(isFinal(projection.standing));
        expect(projection.lastGrade === null).toBe(projection.lastEvaluatedOn === null);
        expect(projection.foundedOn <= projection.awardedOn).toBe(true);
      }),
    );
  });

  it('begins with an award and has only one', () => {
    const renamed: StudioEvent = { ...founded, kind: 'renamed', facts: { name: { from: '甲', to: '乙' } } };
    expect(() => applyEvent(undefined, renamed)).toThrow('begins with its award');
    expect(() => applyEvent(applyEvent(undefined, founded), founded)).toThrow('awarded once');
  });

  it('counts the two years from the later of award and evaluation', () => {
    const evaluated: StudioEvent = {
      ...founded,
      position: 2,
      kind: 'evaluated',
      happenedOn: '2016-12-20',
      facts: { grade: 'qualified', score: null, cycle: null },
    };
    const upgraded: StudioEvent = {
      ...founded,
      position: 3,
      kind: 'upgraded',
      happenedOn: '2018-02-28',
      facts: { tier: { from: 'district', to: 'municipal' } },
    };
    const dueOn = (events: StudioEvent[]) => stateAsOf(events, '2100-01-01')?.evaluationDueOn;
    expect(dueOn([founded])).toBe('2017-01-01');
    expect(dueOn([founded, evaluated])).toBe('2018-12-20');
    expect(dueOn([founded, evaluated, upgraded])).toBe('2020-02-28');
  });
});

describe('the standing machine', () => {
  it('reaches every state and is stuck only where it is final', () => {
    expect(flawsOf(studioStandingMachine, standings)).toEqual({ unreachable: [], stuck: [] });
  });

  it('shares its acts with the office’s menu', () => {
    const named = [...Object.keys(studioStandingMachine.moves), ...actsWithDocument, ...actsWithReason];
    // A result is taken back where it was published, by two people; never by hand.
    const byHand = named.filter((name) => name !== 'evaluation-retracted');
    expect(officeActs).toEqual(expect.arrayContaining(byHand));
  });
});

it('a result that was taken back gives way to the one before, and its rectification has no ground any more', () => {
  const on = (position: number, happenedOn: string, kind: string, facts: object) =>
    ({ ...founded, position, happenedOn, kind, facts }) as unknown as StudioEvent;
  const failed = [
    founded,
    on(2, '2022-05-01', 'evaluated', { grade: 'excellent', score: 9000, cycle: null }),
    on(3, '2024-05-01', 'evaluated', { grade: 'failed', score: 5000, cycle: null }),
    on(4, '2024-05-01', 'rectification-ordered', { until: '2024-07-30' }),
  ].reduce<StudioState | undefined>(applyEvent, undefined);
  expect(failed).toMatchObject({ standing: 'rectifying', lastGrade: 'failed' });
  const facts = { grade: { from: 'failed', to: 'excellent' }, evaluatedOn: { from: '2024-05-01', to: '2022-05-01' } };
  expect(applyEvent(failed, on(5, '2024-06-01', 'evaluation-retracted', facts))).toMatchObject({
    standing: 'active',
    rectificationUntil: null,
    lastGrade: 'excellent',
    lastEvaluatedOn: '2022-05-01',
    evaluationDueOn: '2024-05-01',
  });
});

it('tiers stand above one another', () => {
  expect(tiers.map(tierRank)).toEqual([1, 2, 3, 4]);
  expect([tierAbove('municipal'), tierAbove('national')]).toEqual(['chief', undefined]);
  expect([tierBelow('municipal'), tierBelow('district')]).toEqual(['district', undefined]);
});
