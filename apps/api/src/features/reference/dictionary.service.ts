import type { CivilDate, Refusal } from '@jianglian/domain/kernel';
import type { DictionaryAddition, DictionaryName, EditableDictionary } from '@jianglian/domain/reference';
import { additionRefusals, closureRefusals, namingRefusals, referenceRefusals } from '@jianglian/domain/reference';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../platform/http/problem/index.ts';
import { DictionaryRepository, type Entry } from './dictionary.repository.ts';

export interface EditedDictionary {
  readonly dictionary: DictionaryName;
  readonly version: number;
}

interface EditOf {
  readonly dictionary: EditableDictionary;
  readonly key: string;
  readonly revision: number;
  readonly note: string;
}

/** The office's edits. Each makes a new version of its dictionary and stands in the audit log. */
@Injectable()
export class DictionaryService {
  private readonly dictionaries: DictionaryRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(dictionaries: DictionaryRepository, unit: UnitOfWork, audit: AuditLog) {
    this.dictionaries = dictionaries;
    this.unit = unit;
    this.audit = audit;
  }

  add(added: DictionaryAddition & { readonly note: string }): Promise<EditedDictionary> {
    return this.editing(added.dictionary, added.note, 'added', async () => {
      const entries = await this.dictionaries.entries(added.dictionary);
      refuseIfAny([...additionRefusals(entries, signOf(added)), ...(await this.shapeRefusals(added))]);
      await this.dictionaries.insert(added);
      return { key: signOf(added).code, facts: added.entry };
    });
  }

  rename(edit: EditOf & { readonly name: string }): Promise<EditedDictionary> {
    return this.editing(edit.dictionary, edit.note, 'renamed', async () => {
      const { entry, entries } = await this.entryOf(edit);
      refuseIfAny(edit.dictionary === 'occupations' ? [] : namingRefusals(entries, { ...entry, name: edit.name }));
      await this.dictionaries.rename(edit.dictionary, edit.key, edit.name);
      return { key: edit.key, facts: { from: entry.name, to: edit.name } };
    });
  }

  confirm(edit: EditOf & { readonly dictionary: 'clusters' | 'highlands' }): Promise<EditedDictionary> {
    return this.editing(edit.dictionary, edit.note, 'confirmed', async () => {
      const { entry } = await this.entryOf(edit);
      refuseIfAny(entry.confirmed ? [referenceRefusals('already-confirmed')] : []);
      await this.dictionaries.confirm(edit.dictionary, edit.key);
      return { key: edit.key, facts: { name: entry.name } };
    });
  }

  close(edit: EditOf & { readonly on: CivilDate; readonly successors: readonly string[] }): Promise<EditedDictionary> {
    return this.editing(edit.dictionary, edit.note, 'closed', async () => {
      const { entry, entries } = await this.entryOf(edit);
      refuseIfAny([
        ...closureRefusals(entries, entry, edit),
        ...(edit.successors.length > 0 && edit.dictionary !== 'districts'
          ? [referenceRefusals('successors-not-kept')]
          : []),
      ]);
      await this.dictionaries.close(edit.dictionary, edit.key, edit.on, edit.successors);
      return { key: edit.key, facts: { name: entry.name, on: edit.on, successors: edit.successors } };
    });
  }

  setHoliday(day: CivilDate, kind: 'holiday' | 'workday', name: string, note: string): Promise<EditedDictionary> {
    return this.editing('holidays', note, 'set', async () => {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      const weekend = weekday === 0 || weekday === 6;
      refuseIfAny(kind === 'workday' && !weekend ? [referenceRefusals('not-a-weekend', { day })] : []);
      await this.dictionaries.setHoliday(day, kind, name);
      return { key: day, facts: { kind, name } };
    });
  }

  removeHoliday(day: CivilDate, note: string): Promise<EditedDictionary> {
    return this.editing('holidays', note, 'removed', async () => {
      const removed = await this.dictionaries.removeHoliday(day);
      refuseIfAny(removed === 0 ? [referenceRefusals('day-not-set')] : []);
      return { key: day, facts: {} };
    });
  }

  private editing(
    dictionary: DictionaryName,
    note: string,
    action: string,
    edit: () => Promise<{ readonly key: string; readonly facts: object }>,
  ): Promise<EditedDictionary> {
    return this.unit.run(async () => {
      await this.dictionaries.lock(dictionary);
      const { key, facts } = await edit();
      const version = await this.dictionaries.keepVersion(dictionary, note);
      await this.audit.record({
        subject: { type: 'dictionary', id: `${dictionary}/${key}` },
        action,
        reason: note,
        revision: version,
        facts,
      });
      return { dictionary, version };
    });
  }

  private async entryOf(edit: EditOf): Promise<{ readonly entry: Entry; readonly entries: readonly Entry[] }> {
    const entries = await this.dictionaries.entries(edit.dictionary);
    const entry = entries.find(({ key }) => key === edit.key);
    if (!entry) throw new NotFoundError('dictionary entry');
    if (entry.revision !== edit.revision) throw staleRevision(entry);
    return { entry, entries };
  }

  private async shapeRefusals(added: DictionaryAddition): Promise<readonly Refusal[]> {
    switch (added.dictionary) {
      case 'highlands': {
        const { parentCode } = added.entry;
        if (parentCode === null) return [];
        const highlands = await this.dictionaries.entries('highlands');
        return highlands.some(({ code }) => code === parentCode) ? [] : [referenceRefusals('parent-unknown')];
      }
      case 'recommenders': {
        const { kind, districtCode } = added.entry;
        if ((kind === 'department') !== (districtCode === null)) return [referenceRefusals('district-needed')];
        if (districtCode === null) return [];
        const districts = await this.dictionaries.entries('districts');
        return districts.some(({ code }) => code === districtCode) ? [] : [referenceRefusals('district-needed')];
      }
      case 'occupations': {
        const { clusterCode } = added.entry;
        return clusterCode === null || (await this.dictionaries.clusterExists(clusterCode))
          ? []
          : [referenceRefusals('cluster-unknown', { code: clusterCode })];
      }
      default:
        return [];
    }
  }
}

/** Occupations are told apart within their edition. */
function signOf(added: DictionaryAddition): { readonly code: string; readonly name: string } {
  if (added.dictionary !== 'occupations') return added.entry;
  const { code, edition, name } = added.entry;
  return { code: `${edition} ${code ?? name}`, name: `${name}（${edition}）` };
}

function refuseIfAny(reasons: readonly Refusal[]): void {
  if (reasons.length > 0) throw new RefusedError(reasons);
}
