import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CycleWindows, Extension, WindowStep } from '../index.ts';
import {
  closingOf,
  currentStep,
  defaultWindows,
  eachInstant,
  extensionRefusals,
  movableSteps,
  orderRefusals,
  pastRefusals,
  windowRefusals,
  windowsOfTexts,
  windowSteps,
} from '../index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { addDays, civilDateOf, instantOf } from '../../kernel/index.ts';

const day = (text: string) => instantOf(text, '18:00');
const before = day('2026-11-01');
const window = (due: string, closes = due) => ({ dueAt: day(due), closesAt: day(closes) });
const windows: CycleWindows = {
  selfEvaluation: window('2026-11-25', '2026-11-27'),
  opinion: window('2026-12-07'),
  scoring: window('2026-12-20', '2026-12-27'),
  visits: window('2027-01-11'),
  decision: window('2027-01-25'),
  publicity: window('2027-02-01'),
};
const found = (refusals: readonly Refusal[]) => refusals.map(({ code, params }) => [code, params.step]);

describe('the order of windows', () => {
  it.each<[string, Partial<CycleWindows>, [string, WindowStep][]]>([
    ['one after the other', {}, []],
    [
      'asked for after it closes',
      { opinion: window('2026-12-08', '2026-12-07') },
      [['cycle.due-after-closing', 'opinion']],
    ],
    [
      'closes with the step before',
      { opinion: window('2026-11-27') },
      [['evaluation.windows-out-of-order', 'opinion']],
    ],
    ['asked for before the step before is', { visits: window('2026-12-19', '2027-01-11') }, []],
    [
      'two faults at once',
      { decision: window('2026-01-01', '2026-01-01') },
      [['evaluation.windows-out-of-order', 'decision']],
    ],
  ])('%s', (_, changed, expected) => {
    expect(found(orderRefusals({ ...windows, ...changed }))).toEqual(expected);
  });

  it('names what has passed, each step once', () => {
    expect(pastRefusals(windows, before)).toEqual([]);
    expect(found(pastRefusals(windows, day('2026-11-25')))).toEqual([
      ['evaluation.window-in-the-past', 'selfEvaluation'],
    ]);
    expect(pastRefusals(windows, day('2026-12-20'))).toHaveLength(3);
    expect(pastRefusals(windows, day('2026-12-20'))[2]!.params).toEqual({ step: 'scoring', at: '2026-12-20 18:00' });
  });
});

describe('moving windows', () => {
  const running = { state: 'self-evaluation', windows } as const;
  it.each<[string, Partial<CycleWindows>, Date, [string, WindowStep][]]>([
    ['nothing', {}, before, []],
    ['the same', { scoring: windows.scoring }, day('2028-01-01'), []],
    ['later', { selfEvaluation: window('2026-11-26', '2026-11-30') }, before, []],
    ['only the closing', { selfEvaluation: window('2026-11-25', '2026-11-30') }, day('2026-11-26'), []],
    [
      'earlier',
      { selfEvaluation: window('2026-11-24', '2026-11-27') },
      before,
      [['evaluation.window-not-earlier', 'selfEvaluation']],
    ],
    [
      'past the next step',
      { selfEvaluation: window('2026-11-25', '2026-12-08') },
      before,
      [['evaluation.windows-out-of-order', 'opinion']],
    ],
    [
      'into the past',
      { publicity: window('2027-02-02') },
      day('2027-02-02'),
      [
        ['evaluation.window-in-the-past', 'publicity'],
        ['evaluation.window-in-the-past', 'publicity'],
      ],
    ],
  ])('%s', (_, moved, now, expected) => {
    expect(found(windowRefusals(running, moved, now))).toEqual(expected);
  });

  it('is over with the step itself', () => {
    const moved = { scoring: window('2026-12-21', '2026-12-28') };
    expect(found(windowRefusals({ state: 'deciding', windows }, moved, before))).toEqual([
      ['cycle.step-is-over', 'scoring'],
    ]);
    for (const state of ['draft', 'published', 'cancelled'] as const) {
      expect(movableSteps(state)).toEqual([]);
      expect(found(windowRefusals({ state, windows }, moved, before))).toEqual([
        ['evaluation.cycle-not-running', undefined],
      ]);
    }
    expect(movableSteps('deciding')).toEqual(['visits', 'decision', 'publicity']);
  });
});

describe('the step a cycle is in', () => {
  it.each([
    ['draft', '2026-11-01', null],
    ['self-evaluation', '2026-11-26', 'selfEvaluation'],
    ['self-evaluation', '2026-11-27', 'opinion'],
    ['scoring', '2026-12-01', 'scoring'],
    ['deciding', '2027-01-10', 'visits'],
    ['deciding', '2027-01-11', 'decision'],
    ['proposed', '2027-01-26', 'decision'],
    ['publicity', '2027-01-27', 'publicity'],
    ['published', '2027-02-10', null],
    ['cancelled', '2027-02-10', null],
  ] as const)('%s on %s: %s', (state, on, expected) => {
    expect(currentStep(state, windows, day(on))).toBe(expected);
  });
});

describe('more time for one studio', () => {
  const evaluation = {
    state: 'self-evaluating',
    cycle: 'self-evaluation',
    windows,
    extensions: [] as Extension[],
  } as const;
  const more = (closes: string, step: Extension['step'] = 'selfEvaluation'): Extension => ({
    step,
    closesAt: day(closes),
  });
  it.each<[string, Partial<typeof evaluation> | object, Extension, [string, unknown][]]>([
    ['later', {}, more('2026-12-01'), []],
    ['the opinion', { state: 'submitted' }, more('2026-12-10', 'opinion'), []],
    ['scoring', { state: 'submitted', cycle: 'scoring' }, more('2027-01-05', 'scoring'), []],
    ['earlier than its cycle', {}, more('2026-11-26'), [['evaluation.window-not-earlier', 'selfEvaluation']]],
    [
      'earlier than it has',
      { extensions: [more('2026-12-05')] },
      more('2026-12-04'),
      [['evaluation.window-not-earlier', 'selfEvaluation']],
    ],
    ['in the past', {}, more('2026-10-26'), [['evaluation.window-in-the-past', 'selfEvaluation']]],
    ['as late as its scoring', {}, more('2026-12-27'), [['evaluation.windows-out-of-order', 'scoring']]],
    ['its scoring was given more time too', { extensions: [more('2027-01-05', 'scoring')] }, more('2026-12-27'), []],
    [
      'not once it is scored',
      { state: 'scored', cycle: 'scoring' },
      more('2027-01-05', 'scoring'),
      [['cycle.step-not-extendable', 'scoring']],
    ],
    [
      'not while grades are decided',
      { state: 'submitted', cycle: 'deciding' },
      more('2027-01-05', 'scoring'),
      [['evaluation.cycle-not-running', undefined]],
    ],
  ])('%s', (_, changed, wanted, expected) => {
    expect(found(extensionRefusals({ ...evaluation, ...changed }, wanted, before))).toEqual(expected);
  });

  it('never closes earlier than its cycle, whatever was given and moved', () => {
    const instants = fc.date({ min: day('2026-01-01'), max: day('2028-01-01'), noInvalidDate: true });
    const given = fc.array(
      fc.record({ step: fc.constantFrom('selfEvaluation', 'opinion', 'scoring'), closesAt: instants }),
    );
    fc.assert(
      fc.property(given, (extensions) => {
        for (const step of windowSteps) {
          const closing = closingOf(windows, step, extensions);
          const own = extensions.filter((one) => one.step === step);
          expect(closing >= windows[step].closesAt).toBe(true);
          expect(own.every(({ closesAt }) => closesAt <= closing)).toBe(true);
        }
      }),
    );
  });
});

describe('the usual windows', () => {
  it('are in order, end on working weekdays at 18:00, and lie after the opening', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (offset) => {
        const from = addDays('2026-01-01', offset);
        const usual = defaultWindows(from);
        expect(orderRefusals(usual)).toEqual([]);
        expect(pastRefusals(usual, instantOf(from, '23:59'))).toEqual([]);
        for (const step of windowSteps) {
          const { closesAt } = usual[step];
          expect([0, 6]).not.toContain(new Date(`${civilDateOf(closesAt)}T00:00:00Z`).getUTCDay());
          expect(closesAt.toISOString()).toContain('T10:00:00.000Z');
        }
      }),
    );
  });

  it('are sent as texts and read back the same', () => {
    const texts = eachInstant(windows, (at) => at.toISOString());
    expect(texts.opinion.closesAt).toBe('2026-12-07T10:00:00.000Z');
    expect(windowsOfTexts(texts)).toEqual(windows);
  });
});
