import type { CivilDate } from '@jianglian/domain/kernel';
import { yuanText } from '@jianglian/domain/kernel';
import type { StudioEvent, Tier } from '@jianglian/domain/studio';
import type { LedgerEntry, TierStep } from '@jianglian/domain/upgrade';
import { ledgerFaultsOf, ruleSets, subsidyAccountOf, tierEventKinds, tierStepsOf } from '@jianglian/domain/upgrade';
import type { Database } from '../../platform/database/index.ts';
import { sql } from '../../platform/database/index.ts';
import type { Broken } from './invariants.ts';

const BATCH = 1_000;

interface Ledger {
  readonly id: string;
  readonly name: string;
  readonly events: readonly StudioEvent[] | null;
  readonly periods: readonly { readonly tier: Tier; readonly from: CivilDate }[] | null;
  readonly ended: CivilDate | null;
  readonly entries: readonly LedgerEntry[] | null;
}

/** The ledger equals the tier history: what is due by the events is what is due by the dated tiers, and nothing was paid beyond it. */
export async function subsidyFaults(database: Database): Promise<Broken[]> {
  const faults: Broken[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const studios = await database.rows<Ledger>(sql`
      SELECT s.id, s.name,
        (SELECT jsonb_agg(jsonb_build_object('position', e.position, 'kind', e.kind, 'happenedOn', e.happened_on,
           'documentNumber', e.document_number, 'facts', e.facts) ORDER BY e.position)
         FROM studio_events e WHERE e.studio_id = s.id AND e.kind = ANY(${tierEventKinds}::text[])) AS events,
        (SELECT jsonb_agg(jsonb_build_object('tier', t.tier, 'from', lower(t.period)) ORDER BY t.period)
         FROM studio_tiers t WHERE t.studio_id = s.id) AS periods,
        (SELECT lower(p.period) FROM studio_standings p WHERE p.studio_id = s.id AND p.standing = 'revoked') AS ended,
        (SELECT jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'position', x.position, 'fen', x.fen,
           'on', x.happened_on, 'reversesId', x.reverses_id) ORDER BY x.number)
         FROM subsidy_entries x WHERE x.studio_id = s.id) AS entries
      FROM studios s WHERE s.id > ${after} ORDER BY s.id LIMIT ${BATCH}`);
    const last = studios.at(-1);
    if (last === undefined) return faults;
    for (const studio of studios) faults.push(...faultsOf(studio));
    after = last.id;
  }
}

function faultsOf({ id, name, events, periods, ended, entries }: Ledger): Broken[] {
  const row = `studios ${id}`;
  const steps = tierStepsOf(events ?? []);
  const account = subsidyAccountOf(ruleSets, steps, entries ?? []);
  const known = new Set(steps.map(({ position }) => position));
  // By the dated tiers alone, without what was entered: the same sums have to come out.
  const plain = subsidyAccountOf(ruleSets, steps, []);
  const byTiers = subsidyAccountOf(ruleSets, stepsOfPeriods(periods ?? [], ended, steps), []);
  return [
    ...(plain.dueFen === byTiers.dueFen
      ? []
      : [{ row, what: `${name}: due ${yuanText(plain.dueFen)}, its tiers say ${yuanText(byTiers.dueFen)}` }]),
    ...ledgerFaultsOf(account).map(({ step, paidFen, openFen }) => ({
      row,
      what: `${name}: ${step.kind} on ${step.on}: paid ${yuanText(paidFen)}, open ${yuanText(openFen)}`,
    })),
    ...(entries ?? [])
      .filter(({ position }) => !known.has(position))
      .map(({ id: entry }) => ({ row: `subsidy_entries ${entry}`, what: `${name}: belongs to no change of tier` })),
  ];
}

function stepsOfPeriods(
  periods: readonly { readonly tier: Tier; readonly from: CivilDate }[],
  ended: CivilDate | null,
  events: readonly TierStep[],
): readonly TierStep[] {
  const rank = (tier: Tier): number => ['district', 'municipal', 'chief', 'national'].indexOf(tier);
  const steps = periods.map(({ tier, from: on }, index): TierStep => {
    const before = periods[index - 1]?.tier ?? null;
    const kind = before === null ? 'awarded' : rank(tier) > rank(before) ? 'upgraded' : 'downgraded';
    return { position: index + 1, kind, on, from: before, to: tier, documentNumber: null };
  });
  const revoked = events.find(({ kind }) => kind === 'revoked');
  return ended === null || !revoked
    ? steps
    : [...steps, { ...revoked, position: steps.length + 1, on: ended, from: steps.at(-1)?.to ?? null }];
}
