import type { EarlierRow, Surroundings } from './award-list-judgement.ts';
import type { AwardEntry } from './award-list-row.ts';
import { nameKey } from './award-list-text.ts';

/** What rows are compared by: the master, and the place (unit, occupation, tier) that only one studio may hold. */
export interface RowKeys {
  readonly masterKey: string;
  /** Empty where unit, occupation or tier is not known: nothing to compare. */
  readonly placeKey: string;
}

export const keysOf = (entry: AwardEntry): RowKeys => ({
  masterKey: nameKey(entry.master),
  placeKey:
    entry.occupation === null || entry.tier === null || entry.hostUnit === ''
      ? ''
      : `${nameKey(entry.hostUnit)}|${nameKey(entry.occupation)}|${entry.tier}`,
});

/** Goes down a list row by row and knows which rows above had the same master or the same place. Rows left out are not added. */
export class EarlierRows {
  private readonly byMaster = new Map<string, EarlierRow[]>();
  private readonly byPlace = new Map<string, (EarlierRow & { readonly masterKey: string })[]>();

  around(entry: AwardEntry): Pick<Surroundings, 'earlierWithMaster' | 'earlierWithPlace'> {
    const { masterKey, placeKey } = keysOf(entry);
    return {
      earlierWithMaster: masterKey === '' ? [] : (this.byMaster.get(masterKey) ?? []),
      earlierWithPlace: (this.byPlace.get(placeKey) ?? []).filter((row) => row.masterKey !== masterKey),
    };
  }

  add(number: number, entry: AwardEntry): void {
    const { masterKey, placeKey } = keysOf(entry);
    const row = { number, hostUnit: entry.hostUnit, masterKey };
    if (masterKey !== '') append(this.byMaster, masterKey, row);
    if (placeKey !== '') append(this.byPlace, placeKey, row);
  }
}

function append<Row>(rows: Map<string, Row[]>, key: string, row: Row): void {
  const present = rows.get(key);
  if (present) present.push(row);
  else rows.set(key, [row]);
}
