import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudioEvent, Tier } from '../../studio/index.ts';
import { tierAbove, tierBelow } from '../../studio/index.ts';
import { ruleSets } from '../eligibility/cq-2024-7.rule.ts';
import { subsidyAccountOf } from './account.rule.ts';
import { ledgerEntryRefusals, ledgerFaultsOf, ledgerReversalRefusals } from './entry.rule.ts';
import type { LedgerEntry, TierStep } from './ledger.ts';
import { tierStepsOf } from './ledger.ts';
import {
  owedSpendingYears,
  receivedFen,
  spendingDueOn,
  subsidyJudgementRefusals,
  subsidyStatementRefusals,
} from './statement.rule.ts';

const today = '2026-03-02';
const yuan = (amount: number) => amount * 100;

/** `awarded municipal 2024-11-26`, `downgraded municipal 2025-…`, `revoked - 2025-…`. */
const steps = (...lines: readonly string[]): TierStep[] => {
  let from: Tier | null = null;
  return lines.map((line, index) => {
    const [kind, tier, on] = line.split(' ') as [TierStep['kind'], Tier | '-', string];
    const to = tier === '-' ? null : tier;
    const step: TierStep = { position: index + 1, kind, on, from, to, documentNumber: null };
    from = to;
    return step;
  });
};

let count = 0;
const entry = (kind: LedgerEntry['kind'], position: number, amount: number, reversesId: string | null = null) => {
  count += 1;
  return { id: `e${count}`, kind, position, fen: yuan(amount), on: '2026-01-10', reversesId };
};

const account = (history: readonly TierStep[], ...entries: LedgerEntry[]) =>
  subsidyAccountOf(ruleSets, history, entries);

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('what is due (四(一))', () => {
  it.each([
    ['a municipal founding', ['awarded municipal 2024-11-26'], [50_000]],
    ['a chief founding', ['awarded chief 2024-11-26'], [150_000]],
    ['a district studio', ['awarded district 2024-11-26'], [0]],
    ['district → municipal', ['awarded district 2024-11-26', 'upgraded municipal 2025-11-26'], [0, 50_000]],
    ['municipal → chief', ['awarded municipal 2024-07-03', 'upgraded chief 2025-11-26'], [50_000, 100_000]],
    ['the day before the notice', ['awarded municipal 2024-07-02'], [null]],
    [
      'an award of before, raised since',
      ['awarded municipal 2021-11-26', 'upgraded chief 2025-11-26'],
      [null, 100_000],
    ],
    ['a national founding', ['awarded national 2025-01-01'], [null]],
    ['chief → national', ['awarded chief 2024-11-26', 'upgraded national 2025-11-26'], [150_000, null]],
  ] as const)('%s', (_name, history, due) => {
    const lines = account(steps(...history)).lines;
    expect(lines.map(({ dueFen }) => dueFen)).toEqual(due.map((fen) => (fen === null ? null : yuan(fen))));
    expect(
      lines.every(({ clause, ruleSet, step }) => clause === '四(一)' && (ruleSet === null) === step.on < '2024-07-03'),
    ).toBe(true);
  });

  it('of a national title is the class amount less what lower tiers brought, once the office entered it', () => {
    const history = steps('awarded chief 2024-11-26', 'upgraded national 2025-11-26');
    expect(account(history).lines[1]).toMatchObject({ state: 'class-missing', dueFen: null });
    expect(account(history, entry('class-amount', 2, 500_000))).toMatchObject({
      dueFen: yuan(500_000),
      unknown: false,
    });
    expect(account(history, entry('class-amount', 2, 100_000)).lines[1]).toMatchObject({
      dueFen: 0,
      state: 'nothing-due',
    });
    const before = steps('awarded chief 2021-11-26', 'upgraded national 2025-11-26');
    expect(account(before, entry('class-amount', 2, 500_000)).lines[1]!.dueFen).toBe(yuan(350_000));
  });
});

describe('a title that was lost', () => {
  const history = steps('awarded chief 2024-11-26', 'downgraded municipal 2025-06-01');

  it('leaves to settle what it brought, and the office decides', () => {
    expect(account(history).lines[1]).toMatchObject({ state: 'to-settle', atMostFen: yuan(100_000), openFen: 0 });
    expect(account(history, entry('settlement', 2, 0)).lines[1]).toMatchObject({ state: 'settled' });
    expect(account(steps('awarded chief 2024-11-26', 'revoked - 2025-06-01')).lines[1]!.atMostFen).toBe(yuan(150_000));
  });

  it('takes what was not paid first; the rest has to come back', () => {
    const settled = account(history, entry('payment', 1, 120_000), entry('settlement', 2, 80_000));
    expect(settled.lines[0]).toMatchObject({ lapsedFen: yuan(30_000), openFen: 0, state: 'paid' });
    expect(settled.lines[1]).toMatchObject({ state: 'to-repay', openFen: yuan(-50_000) });
    const back = account(
      history,
      entry('payment', 1, 120_000),
      entry('settlement', 2, 80_000),
      entry('repayment', 2, 50_000),
    );
    expect(back).toMatchObject({ openFen: 0, dueFen: yuan(150_000), settledFen: yuan(80_000) });
    expect(back.lines[1]!.state).toBe('settled');
  });

  it('makes the way up again bring only what was taken back', () => {
    const again = [...history, ...steps('', '', 'upgraded chief 2026-01-01').slice(2)].map((step, index) =>
      index === 2 ? { ...step, from: 'municipal' as const } : step,
    );
    expect(account(again, entry('settlement', 2, 60_000)).lines[2]!.dueFen).toBe(yuan(60_000));
    expect(account(again, entry('settlement', 2, 0)).lines[2]!.dueFen).toBe(0);
  });

  it('counts what the decision itself said, also that it is not known', () => {
    const said = [history[0]!, { ...history[1]!, subsidy: { code: 'amount-unknown', atMostFen: null } }];
    expect(account(said).lines[1]).toMatchObject({ state: 'to-settle', atMostFen: null });
  });
});

describe('an entry', () => {
  const municipal = steps('awarded municipal 2024-11-26', 'upgraded chief 2025-11-26');
  const ledger = (history: readonly TierStep[], ...entries: LedgerEntry[]) => ({ history, entries });
  const refused = (
    { history, entries }: ReturnType<typeof ledger>,
    kind: 'payment' | 'class-amount' | 'settlement' | 'repayment',
    position: number,
    amount: number,
    more = {},
  ) =>
    ledgerEntryRefusals(
      ruleSets,
      history,
      entries,
      { kind, position, fen: yuan(amount), on: '2026-01-10', reason: null, ...more },
      today,
    );

  it('pays what is due and no fen more, naming the sums', () => {
    expect(refused(ledger(municipal), 'payment', 2, 100_000)).toEqual([]);
    expect(refused(ledger(municipal, entry('payment', 2, 60_000)), 'payment', 2, 40_000.01)).toEqual([
      {
        code: 'subsidy.more-than-due',
        params: { amount: '40,000.01', due: '100,000.00', paid: '60,000.00', rest: '40,000.00' },
      },
    ]);
  });

  it.each([
    ['an event that is none', ledger(municipal), 'payment', 7, 1, {}, 'claim-unknown'],
    ['tomorrow', ledger(municipal), 'payment', 2, 1, { on: '2026-03-03' }, 'in-the-future'],
    ['before the award', ledger(municipal), 'payment', 2, 1, { on: '2025-11-25' }, 'before-claim'],
    ['a class amount of no national title', ledger(municipal), 'class-amount', 2, 1, {}, 'no-class-amount'],
    ['a settlement of no loss', ledger(municipal), 'settlement', 2, 1, { reason: 'x' }, 'nothing-to-settle'],
    ['money back that nobody owes', ledger(municipal), 'repayment', 2, 1, {}, 'more-than-paid'],
    [
      'a national title without its class',
      ledger(steps('awarded national 2025-01-01')),
      'payment',
      1,
      1,
      {},
      'class-amount-missing',
    ],
    [
      'a class twice',
      ledger(steps('awarded national 2025-01-01'), entry('class-amount', 1, 9)),
      'class-amount',
      1,
      8,
      {},
      'class-amount-stands',
    ],
    [
      'a settlement above its most',
      ledger(steps('awarded municipal 2024-11-26', 'revoked - 2025-06-01')),
      'settlement',
      2,
      50_001,
      { reason: 'x' },
      'more-than-at-most',
    ],
    [
      'a settlement without a reason',
      ledger(steps('awarded municipal 2024-11-26', 'revoked - 2025-06-01')),
      'settlement',
      2,
      1,
      {},
      'reason-needed',
    ],
    [
      'a settlement twice',
      ledger(steps('awarded municipal 2024-11-26', 'revoked - 2025-06-01'), entry('settlement', 2, 1)),
      'settlement',
      2,
      1,
      { reason: 'x' },
      'already-settled',
    ],
    [
      'a payment for a loss',
      ledger(steps('awarded municipal 2024-11-26', 'revoked - 2025-06-01')),
      'payment',
      2,
      1,
      {},
      'more-than-due',
    ],
  ] as const)('is refused: %s', (_name, open, kind, position, amount, more, code) => {
    expect(codes(refused(open, kind, position, amount, more))).toContain(`subsidy.${code}`);
  });

  it('of before the notice is entered as it was', () => {
    const old = [steps('awarded municipal 2021-11-26'), entry('payment', 1, 80_000)] as const;
    expect(refused(ledger(...old), 'payment', 1, 999)).toEqual([]);
    expect(account(...old)).toMatchObject({
      historicFen: yuan(80_000),
      paidFen: 0,
      dueFen: 0,
      openFen: 0,
      unknown: true,
    });
  });

  it('of an earlier loss leaves what a later one was settled at', () => {
    const twice = steps('awarded municipal 2024-11-26', 'downgraded district 2025-06-01', 'revoked - 2025-09-01');
    const later = ledger(twice, entry('settlement', 3, 30_000));
    expect(refused(later, 'settlement', 2, 20_000, { reason: 'x' })).toEqual([]);
    expect(codes(refused(later, 'settlement', 2, 20_001, { reason: 'x' }))).toEqual(['subsidy.others-rest-on-it']);
  });

  it('is taken back by another, once, and not while others rest on it', () => {
    const history = steps('awarded national 2025-01-01', 'revoked - 2025-06-01');
    const amount = entry('class-amount', 1, 100_000);
    const paid = entry('payment', 1, 100_000);
    const contra = entry('reversal', 1, 100_000, paid.id);
    const back = (entries: LedgerEntry[], which: LedgerEntry) =>
      codes(ledgerReversalRefusals(ruleSets, history, entries, which));
    expect(back([amount, paid], amount)).toEqual(['subsidy.others-rest-on-it']);
    expect(back([amount, paid], paid)).toEqual([]);
    expect(back([amount, paid, contra], amount)).toEqual([]);
    expect(back([amount, paid, contra], paid)).toEqual(['subsidy.already-reversed']);
    expect(back([amount, paid, contra], contra)).toEqual(['subsidy.reverses-reversal']);
  });
});

describe('the ledger over any history of tiers', () => {
  const moves = fc.array(fc.constantFrom('up', 'down', 'revoke'), { maxLength: 6 });
  const first = fc.constantFrom<Tier>('district', 'municipal', 'chief');
  const historyOf = (start: Tier, path: readonly string[]): TierStep[] => {
    const lines = [`awarded ${start} 2024-08-01`];
    let tier: Tier | undefined = start;
    for (const [index, move] of path.entries()) {
      const on: string = `2025-01-${String(index + 10)}`;
      const next: Tier | undefined = move === 'up' ? tierAbove(tier) : tierBelow(tier);
      if (move === 'revoke') tier = undefined;
      else if (next === undefined || next === 'national') continue;
      else tier = next;
      lines.push(tier === undefined ? `revoked - ${on}` : `${move === 'up' ? 'upgraded' : 'downgraded'} ${tier} ${on}`);
      if (tier === undefined) break;
    }
    return steps(...lines);
  };
  const standard = { district: 0, municipal: yuan(50_000), chief: yuan(150_000), national: Number.NaN };

  it('equals the standard of the tier held, when all that was lost is settled in full', () => {
    fc.assert(
      fc.property(first, moves, (start, path) => {
        const history = historyOf(start, path);
        const entries: LedgerEntry[] = [];
        for (const step of history) {
          const line = account(history, ...entries).lines.find((one) => one.step.position === step.position)!;
          if (line.basis === 'lost') entries.push(entry('settlement', step.position, line.atMostFen! / 100));
        }
        const { dueFen, settledFen } = account(history, ...entries);
        const last = history.at(-1)!.to;
        expect(dueFen - settledFen).toBe(last === null ? 0 : standard[last]);
      }),
    );
  });

  it('never goes below nothing, never beyond the highest tier, and what is paid in any order stays within it', () => {
    fc.assert(
      fc.property(
        first,
        moves,
        fc.array(fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 9_000_000 }))),
        (start, path, tries) => {
          const history = historyOf(start, path);
          const entries: LedgerEntry[] = [];
          for (const [index, fen] of tries) {
            const position = history[index % history.length]!.position;
            const line = account(history, ...entries).lines.find(({ step }) => step.position === position)!;
            const kind = line.basis === 'lost' ? (line.settledFen === null ? 'settlement' : 'repayment') : 'payment';
            const wanted = { kind, position, fen, on: '2026-01-10', reason: 'because' } as const;
            if (ledgerEntryRefusals(ruleSets, history, entries, wanted, today).length === 0) {
              entries.push({ ...entry(kind, position, 0), fen });
            }
          }
          const open = account(history, ...entries);
          const highest = Math.max(...history.map(({ to }) => (to === null ? 0 : standard[to])));
          expect(open.lines.every(({ dueFen }) => dueFen !== null && dueFen >= 0)).toBe(true);
          expect(open.dueFen - open.settledFen).toBeLessThanOrEqual(highest);
          expect(ledgerFaultsOf(open)).toEqual([]);
          expect(open.dueFen - open.settledFen - open.paidFen + open.repaidFen).toBe(open.openFen);
        },
      ),
    );
  });
});

describe('a statement of the studio', () => {
  const open = account(steps('awarded municipal 2024-11-26'), entry('payment', 1, 50_000));
  const spent = (year: number, amount: number, state: 'submitted' | 'returned' = 'submitted') =>
    ({ id: 's', kind: 'spending', year, fen: yuan(amount), state }) as const;
  const refused = (
    statements: readonly ReturnType<typeof spent>[],
    year: number,
    amount: number,
    kind: 'spending' | 'matching' = 'spending',
  ) => codes(subsidyStatementRefusals(open, statements, { kind, year, fen: yuan(amount) }, today));

  it('reports once a year, and no more than was paid', () => {
    expect(receivedFen(open)).toBe(yuan(50_000));
    expect(refused([spent(2025, 20_000)], 2026, 30_000)).toEqual([]);
    expect(refused([spent(2025, 20_000)], 2026, 30_001)).toEqual(['subsidy.spent-more-than-paid']);
    expect(refused([spent(2025, 20_000)], 2025, 1)).toEqual(['subsidy.year-stands']);
    expect(refused([spent(2025, 50_000, 'returned')], 2025, 50_000)).toEqual([]);
    expect(refused([], 2027, 1)).toEqual(['subsidy.year-ahead']);
    expect(refused([], 2026, 900_000, 'matching')).toEqual([]);
    expect(spendingDueOn({ reportDue: '01-31' }, 2025)).toBe('2026-01-31');
  });

  it('is owed for each year in which there was something to spend', () => {
    const history = steps('awarded municipal 2021-11-26', 'upgraded chief 2024-11-26');
    const paid = { ...entry('payment', 2, 100_000), on: '2024-12-20' };
    const historic = { ...entry('payment', 1, 50_000), on: '2021-12-20' };
    const owed = (...reports: ReturnType<typeof spent>[]) =>
      owedSpendingYears(account(history, paid, historic), [paid, historic], reports, today);
    expect(owed()).toEqual([2024, 2025]);
    expect(owed(spent(2024, 100_000))).toEqual([]);
    expect(owed(spent(2024, 40_000))).toEqual([2025]);
    expect(owed(spent(2024, 40_000, 'returned'), spent(2025, 60_000))).toEqual([2024]);
    expect(codes(subsidyStatementRefusals(open, [], { kind: 'spending', year: 2025, fen: 0 }, today))).toEqual([
      'subsidy.reason-needed',
    ]);
  });

  it('is judged by somebody else, returned with a reason, and may be returned after it was verified', () => {
    const judge = (
      state: 'submitted' | 'verified' | 'returned',
      verdict: 'verified' | 'returned',
      reason: string | null,
      by = 'b',
    ) => codes(subsidyJudgementRefusals({ state, statedBy: 'a' }, { verdict, reason, by }));
    expect(judge('submitted', 'verified', null)).toEqual([]);
    expect(judge('verified', 'returned', 'a receipt twice')).toEqual([]);
    expect(judge('submitted', 'returned', ' ')).toEqual(['subsidy.reason-needed']);
    expect(judge('returned', 'verified', null)).toEqual(['subsidy.already-judged']);
    expect(judge('submitted', 'verified', null, 'a')).toEqual(['subsidy.judges-own']);
  });
});

it('reads the steps of tiers from the events of a studio, in the order of their days', () => {
  const event = (position: number, happenedOn: string, kind: string, facts: object) =>
    ({ position, happenedOn, kind, facts, documentNumber: null, reason: null, fileId: null }) as unknown as StudioEvent;
  const found = tierStepsOf([
    event(3, '2025-06-01', 'downgraded', {
      tier: { from: 'chief', to: 'municipal' },
      subsidy: { code: 'x', atMostFen: 5 },
    }),
    event(1, '2024-11-26', 'awarded', { tier: 'chief' }),
    event(2, '2025-01-01', 'renamed', {}),
    event(4, '2025-07-01', 'revoked', {}),
  ]);
  expect(found.map(({ position, from, to, subsidy }) => [position, from, to, subsidy?.atMostFen])).toEqual([
    [1, null, 'chief', undefined],
    [3, 'chief', 'municipal', 5],
    [4, 'municipal', null, undefined],
  ]);
});
