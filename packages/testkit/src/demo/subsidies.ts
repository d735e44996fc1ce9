import type { CivilDate, Fen } from '@jianglian/domain/kernel';
import { addDays, yearOf } from '@jianglian/domain/kernel';
import type { StudioEvent } from '@jianglian/domain/studio';
import type { EntryKind, SpendingCategory, StatementKind } from '@jianglian/domain/upgrade';
import { ruleSets, subsidyAccountOf, tierStepsOf } from '@jianglian/domain/upgrade';
import { Random, uuidOf } from '../random.ts';
import type { DemoStudio } from './studios.ts';

export interface DemoEntry {
  readonly id: string;
  readonly studio: DemoStudio;
  readonly number: number;
  readonly position: number;
  readonly kind: EntryKind;
  readonly fen: Fen;
  readonly on: CivilDate;
  readonly documentNumber: string | null;
  readonly reason: string | null;
  readonly reversesId: string | null;
}

export interface DemoStatement {
  readonly id: string;
  readonly studio: DemoStudio;
  readonly kind: StatementKind;
  readonly year: number;
  readonly on: CivilDate | null;
  readonly statedOn: CivilDate;
  readonly fen: Fen;
  readonly items: readonly { readonly category: SpendingCategory; readonly fen: Fen; readonly note: string }[];
  readonly note: string;
  readonly verdict: {
    readonly verdict: 'verified' | 'returned';
    readonly on: CivilDate;
    readonly reason: string | null;
  } | null;
}

export interface DemoMoney {
  readonly entries: readonly DemoEntry[];
  readonly statements: readonly DemoStatement[];
}

/** The day and document by which the awards of a year were paid; those of 2026 are not paid yet. */
const PAID: Readonly<Record<number, { readonly on: CivilDate; readonly document: string }>> = {
  2024: { on: '2025-03-18', document: '渝财社〔2025〕21号' },
  2025: { on: '2026-03-20', document: '渝财社〔2026〕19号' },
};

/** What was paid for awards under the notice, the mistakes put right, and what the studios reported. */
export function demoSubsidies(
  studios: readonly { readonly studio: DemoStudio; readonly events: readonly StudioEvent[] }[],
): DemoMoney {
  const money = studios.map(({ studio, events }) => moneyOf(studio, events));
  return {
    entries: money.flatMap(({ entries }) => entries),
    statements: money.flatMap(({ statements }) => statements),
  };
}

function moneyOf(studio: DemoStudio, events: readonly StudioEvent[]): DemoMoney {
  const entries: DemoEntry[] = [];
  const enter = (entry: Pick<DemoEntry, 'position' | 'kind' | 'fen' | 'on'> & Partial<DemoEntry>): DemoEntry => {
    const number = entries.length + 1;
    const made = {
      id: uuidOf(`subsidy entry ${studio.serial} ${number}`),
      studio,
      number,
      documentNumber: null,
      reason: null,
      reversesId: null,
      ...entry,
    };
    entries.push(made);
    return made;
  };
  const statements: DemoStatement[] = [];
  for (const { step, dueFen } of subsidyAccountOf(ruleSets, tierStepsOf(events), []).lines) {
    const paid = PAID[yearOf(step.on)];
    if (!dueFen || !paid) continue;
    const { position } = step;
    const payment = { position, kind: 'payment', on: paid.on, documentNumber: paid.document } as const;
    const turn = studio.serial % 5;
    if (turn === 0) {
      // One was paid to the wrong account, taken back, and paid again.
      const wrong = enter({ ...payment, fen: dueFen });
      enter({
        position,
        kind: 'reversal',
        fen: dueFen,
        on: addDays(paid.on, 9),
        reason: '收款账号有误，资金退回',
        reversesId: wrong.id,
      });
      enter({ ...payment, on: addDays(paid.on, 9), fen: dueFen });
    } else if (turn === 1 && yearOf(step.on) === 2025) enter({ ...payment, fen: Math.round(dueFen * 0.6) });
    else enter({ ...payment, fen: dueFen });
    if (yearOf(step.on) === 2024) statements.push(...reportsOf(studio, dueFen));
  }
  return { entries, statements };
}

/** Paid in March 2025: 2025 is reported by most of them, and the host added as much again. */
function reportsOf(studio: DemoStudio, receivedFen: Fen): readonly DemoStatement[] {
  const random = new Random(`subsidy ${studio.serial}`);
  if (random.chance(0.2)) return [];
  const share = random.whole(55, 85) / 100;
  const equipment = Math.round((receivedFen * share * 0.6) / 100) * 100;
  const training = Math.round((receivedFen * share * 0.3) / 100) * 100;
  const materials = Math.round((receivedFen * share * 0.1) / 100) * 100;
  const object = studio.trade.objects[studio.serial % studio.trade.objects.length]!;
  const verdict = random.chance(0.75)
    ? ({ verdict: 'verified', on: '2026-02-09', reason: null } as const)
    : random.chance(0.4)
      ? ({ verdict: 'returned', on: '2026-02-09', reason: '设备采购发票与清单数量不一致，请核对后重新提交' } as const)
      : null;
  const said = { studio, note: '', statedOn: '2026-01-20', verdict } as const;
  return [
    {
      ...said,
      id: uuidOf(`subsidy spending ${studio.serial}`),
      kind: 'spending',
      year: 2025,
      on: null,
      fen: equipment + training + materials,
      items: [
        { category: 'equipment', fen: equipment, note: `${object}试验台及量具` },
        { category: 'training', fen: training, note: '技能研修班两期' },
        { category: 'materials', fen: materials, note: '带徒实训耗材' },
      ],
    },
    {
      ...said,
      id: uuidOf(`subsidy matching ${studio.serial}`),
      kind: 'matching',
      year: 2025,
      on: '2025-05-26',
      fen: receivedFen,
      items: [],
      note: `${studio.host.shortName}按市级补助等额配套`,
      verdict: { verdict: 'verified', on: '2026-02-09', reason: null },
    },
  ];
}
