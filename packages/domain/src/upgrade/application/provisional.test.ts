import { describe, expect, it } from 'vitest';
import type { Grade, Standing } from '../../studio/index.ts';
import type { ApplicationState, ProvisionalCase, ProvisionalFact } from '../index.ts';
import { applicationStates, provisionalOutcome, undecidedStates } from '../index.ts';

const waiting: ProvisionalCase = { state: 'recommended', awaitsEvaluation: true, released: false, unmet: [] };
const released: ProvisionalCase = { ...waiting, awaitsEvaluation: false, released: true };
const ordinary: ProvisionalCase = { ...waiting, awaitsEvaluation: false };
const graded = (grade: Grade): ProvisionalFact => ({ kind: 'graded', grade });
const standing = (now: Standing): ProvisionalFact => ({ kind: 'standing', standing: now });
const retracted: ProvisionalFact = { kind: 'retracted' };
const notEvaluated: ProvisionalFact = { kind: 'not-evaluated' };
const over: ProvisionalFact = { kind: 'round-over' };

describe('an application that may depend on an evaluation', () => {
  it.each([
    ['waits, graded 优秀', waiting, graded('excellent'), 'released excellent'],
    [
      'waits, graded 优秀, a condition is unmet',
      { ...waiting, unmet: ['upgrade.age'] },
      graded('excellent'),
      'closed conditions-unmet',
    ],
    ['waits, graded 合格', waiting, graded('qualified'), 'closed not-excellent'],
    ['waits, graded 不合格', waiting, graded('failed'), 'closed not-excellent'],
    ['waits, an older result taken back', waiting, retracted, null],
    ['waits, out of the cycle', waiting, notEvaluated, 'closed not-evaluated'],
    ['waits, the round is over', waiting, over, 'closed round-over'],
    ['waits, in rectification', waiting, standing('rectifying'), 'closed rectifying'],
    ['waits, back from rectification', waiting, standing('active'), null],
    ['waits, terminated', waiting, standing('terminated'), 'closed terminated'],
    ['waits, revoked', waiting, standing('revoked'), 'closed revoked'],
    ['released, 优秀 said again', released, graded('excellent'), null],
    ['released, corrected to 合格', released, graded('qualified'), 'closed not-excellent'],
    ['released, the result taken back', released, retracted, 'awaits retracted'],
    ['waits again, 优秀 after all', { ...released, awaitsEvaluation: true }, graded('excellent'), 'released excellent'],
    ['released, out of a later cycle', released, notEvaluated, null],
    ['released, the round is over', released, over, null],
    ['never waited, graded 合格', ordinary, graded('qualified'), null],
    ['never waited, a result taken back', ordinary, retracted, null],
    ['never waited, the round is over', ordinary, over, null],
    ['never waited, in rectification', ordinary, standing('rectifying'), 'closed rectifying'],
  ] as const)('%s: %j', (_, application, fact, expected) => {
    const outcome = provisionalOutcome(application, fact);
    expect(outcome && `${outcome.step} ${outcome.cause}`).toBe(expected);
  });

  const facts = [graded('excellent'), graded('failed'), retracted, notEvaluated, over, standing('terminated')];
  const decided = applicationStates.filter((state) => !undecidedStates.includes(state));
  it.each(decided)('nothing follows once it is %s', (state: ApplicationState) => {
    for (const application of [waiting, released, ordinary]) {
      for (const fact of facts) expect(provisionalOutcome({ ...application, state }, fact)).toBeNull();
    }
  });
});
