import { setImmediate as nextTurn } from 'node:timers/promises';
import { catalogue } from '@jianglian/contracts';
import { fillIn } from '@jianglian/contracts/shared';
import {
  actsOf,
  awardImportRefusals,
  isSameUnit,
  type PlaceIndex,
  rowsToWrite,
  seenInTheCheck,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql, UnitOfWork } from '../../platform/database/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { AwardImportCheck } from './award-import-check.service.ts';
import { AwardImportDictionary } from './award-import-dictionary.repository.ts';
import { AwardImportRegister, type RegisterLookup } from './award-import-register.repository.ts';
import type { AwardImportRow } from './award-import.entity.ts';
import { AwardImportRepository, type LineToWrite } from './award-import.repository.ts';
import { type StudioActOn, StudioEvents } from './studio-events.service.ts';
import { type FoundingOrder, StudioRegister } from './studio-register.service.ts';

const batchSize = 500;

/** Writes a checked list into the register: every row that was promised, in one transaction, or none. */
@Injectable()
export class AwardImportApply {
  private readonly imports: AwardImportRepository;
  private readonly checks: AwardImportCheck;
  private readonly dictionary: AwardImportDictionary;
  private readonly lookups: AwardImportRegister;
  private readonly register: StudioRegister;
  private readonly events: StudioEvents;
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    imports: AwardImportRepository,
    checks: AwardImportCheck,
    dictionary: AwardImportDictionary,
    lookups: AwardImportRegister,
    register: StudioRegister,
    events: StudioEvents,
    database: Database,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.imports = imports;
    this.checks = checks;
    this.dictionary = dictionary;
    this.lookups = lookups;
    this.register = register;
    this.events = events;
    this.database = database;
    this.unit = unit;
    this.clock = clock;
  }

  /** `finish` runs in the same transaction, after the last row. */
  write(row: AwardImportRow, finish: () => Promise<void>): Promise<void> {
    return this.unit.run(async () => {
      // Two lists with the same masters would not see each other's rows: lists take turns.
      await this.database.rows(sql`SELECT pg_advisory_xact_lock(hashtext('award-import.apply'))`);
      await this.refuseIfRegisterChanged(row);
      const { places } = await this.dictionary.load(this.clock.today());
      let written = 0;
      for (let after = 0; ;) {
        const lines = await this.imports.linesToWrite(row.id, after, batchSize);
        if (lines.length === 0) break;
        after = lines.at(-1)?.number ?? after;
        await this.writeBatch(row, lines, places);
        written += lines.length;
        await this.imports.advance(row.id, row.revision, row.rowCount + written);
        await nextTurn();
      }
      if (written !== rowsToWrite(row.figures)) throw new RefusedError([awardImportRefusals('registry-changed')]);
      await finish();
    });
  }

  /** Judges every line once more, now that no other list can come between. What was promised must still hold. */
  private async refuseIfRegisterChanged(row: AwardImportRow): Promise<void> {
    for await (const { judged, kept, done } of this.checks.batches(row)) {
      const holds = judged.every((line, index) => {
        const before = kept[index];
        return (
          before !== undefined &&
          (before.isExcluded || (before.verdict === line.verdict && before.studioId === line.studioId))
        );
      });
      if (!holds) throw new RefusedError([awardImportRefusals('registry-changed')]);
      await this.imports.advance(row.id, row.revision, done);
    }
  }

  private async writeBatch(row: AwardImportRow, lines: readonly LineToWrite[], places: PlaceIndex): Promise<void> {
    const lookup = await this.lookups.lookUp(lines.map(({ entry }) => entry));
    const reason = fillIn(
      catalogue['award-import']?.['zh-CN'].terms['awardImport']?.['reason'] ?? '',
      { file: row.fileName },
      'zh-CN',
    );
    const fresh = lines.filter(({ verdict }) => verdict === 'new');
    const orders = fresh.map((line) => orderOf(line, lookup, { reason, fileId: row.fileId }));
    const ids = orders.length === 0 ? [] : await this.register.found(orders);
    await this.imports.saveFounded(
      row.id,
      fresh.map(({ number }, index) => ({ number, studio_id: ids[index] ?? '' })),
    );
    const acts = lines.flatMap((line): StudioActOn[] => {
      const studio = lookup.withMaster(line.entry).find(({ id }) => id === line.studioId);
      if (line.verdict !== 'changed' || !studio) return [];
      const given = { places, today: this.clock.today(), reason };
      return actsOf(line, studio, given).map((act) => ({ studioId: studio.id, act: { ...act, fileId: row.fileId } }));
    });
    await this.events.recordAll(acts);
  }
}

function orderOf(
  { number, entry }: LineToWrite,
  lookup: RegisterLookup,
  source: { readonly reason: string; readonly fileId: string },
): FoundingOrder {
  const { tier, awardedOn, recommenderId, districtCode, clusterCode } = entry;
  if (!tier || !awardedOn || !recommenderId || !districtCode || !clusterCode) {
    throw new Error(`row ${number} was judged good and is not complete`);
  }
  const unit = lookup.unitOf(entry.hostUnit);
  // The master's former studio of the same unit has ended: the same person starts anew, no namesake.
  const former = lookup.withMaster(entry).find((studio) => studio.hasEnded && isSameUnit(entry.hostUnit, studio));
  return {
    ...source,
    name: entry.studioName,
    tier,
    happenedOn: awardedOn,
    documentNumber: entry.documentNumber,
    despite: seenInTheCheck,
    hostUnit: unit ? { id: unit.id } : { name: entry.hostUnit, kind: entry.hostKind, districtCode },
    master: former ? { id: former.masterId } : { name: entry.master },
    occupation: entry.occupation === null ? null : { id: entry.occupationId, name: entry.occupation },
    clusterCode,
    recommenderId,
    districtCode,
  };
}
