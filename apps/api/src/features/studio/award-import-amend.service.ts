import type { InputOf } from '@jianglian/contracts/shared';
import type { awardImportApi } from '@jianglian/contracts/award-import';
import { attempt } from '@jianglian/domain/kernel';
import { awardImportMachine, awardImportRefusals, type EditableField } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { sql, UnitOfWork } from '../../platform/database/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { AwardImportCheck } from './award-import-check.service.ts';
import type { AwardImportRow } from './award-import.entity.ts';
import { AwardImportRepository } from './award-import.repository.ts';

type Choice = InputOf<typeof awardImportApi.choose>['body'];

/** Corrections in the check table: a cell, a value wherever it stands, rows left out, findings accepted. Rechecked at once. */
@Injectable()
export class AwardImportAmend {
  private readonly imports: AwardImportRepository;
  private readonly checks: AwardImportCheck;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(imports: AwardImportRepository, checks: AwardImportCheck, unit: UnitOfWork, audit: AuditLog) {
    this.imports = imports;
    this.checks = checks;
    this.unit = unit;
    this.audit = audit;
  }

  /** Null takes the edit back. Answers the numbers of the rows that were checked anew. */
  cell(
    id: string,
    number: number,
    edit: { readonly revision: number; readonly field: EditableField; readonly value: string | null },
  ): Promise<readonly number[]> {
    return this.amend(id, edit.revision, { row: number, ...edit }, async () => {
      const change =
        edit.value === null
          ? sql`edits = edits - ${edit.field}::text`
          : sql`edits = edits || jsonb_build_object(${edit.field}::text, ${edit.value}::text)`;
      const touched = await this.imports.amend(id, [number], change);
      if (touched === 0) throw new RefusedError([awardImportRefusals('row-unknown', { row: number })], 422);
      return [number];
    });
  }

  replace(
    id: string,
    edit: { readonly revision: number; readonly field: EditableField; readonly from: string; readonly to: string },
  ): Promise<readonly number[]> {
    return this.amend(id, edit.revision, edit, async (row) => {
      const column = row.columns.findIndex(({ field }) => field === edit.field);
      const numbers = await this.imports.numbersWith(id, edit.field, column, edit.from);
      await this.imports.amend(
        id,
        numbers,
        sql`edits = edits || jsonb_build_object(${edit.field}::text, ${edit.to}::text)`,
      );
      return numbers;
    });
  }

  choose(id: string, choice: Choice): Promise<readonly number[]> {
    const { revision, rows, code } = choice;
    return this.amend(id, revision, { ...choice, rows: rows === 'refused' ? rows : rows.length }, async () => {
      const numbers = rows === 'refused' ? await this.imports.refusedNumbers(id) : rows;
      await this.imports.amend(id, numbers, changeOf(choice.choice, code));
      return numbers;
    });
  }

  private amend(
    id: string,
    revision: number,
    facts: object,
    work: (row: AwardImportRow) => Promise<readonly number[]>,
  ): Promise<readonly number[]> {
    return this.unit.run(async () => {
      const row = await this.imports.forUpdate(id, revision);
      const outcome = attempt(awardImportMachine, 'amend', row, {});
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      const rechecked = await this.checks.recheck(row, await work(row));
      row.revision += 1;
      Object.assign(row, await this.imports.counts(id));
      await this.imports.save(row);
      await this.audit.record({
        subject: { type: 'award-import', id },
        action: 'amended',
        from: row.state,
        to: row.state,
        revision: row.revision,
        facts,
      });
      return rechecked;
    });
  }
}

function changeOf(choice: Choice['choice'], code: string | undefined) {
  if (choice === 'exclude') return sql`is_excluded = true`;
  if (choice === 'include') return sql`is_excluded = false`;
  if (!acceptableCodes.includes(code ?? '')) throw new RefusedError([awardImportRefusals('not-acceptable')], 422);
  return choice === 'accept'
    ? sql`accepted = array_append(array_remove(accepted, ${code}::text), ${code}::text)`
    : sql`accepted = array_remove(accepted, ${code}::text)`;
}

/** Errors an official may accept with open eyes; the domain decides again when the row is judged. */
const acceptableCodes: readonly string[] = (
  ['master-implausible', 'occupation-misspelt', 'master-repeated', 'master-elsewhere'] as const
).map((reason) => awardImportRefusals(reason).code);
