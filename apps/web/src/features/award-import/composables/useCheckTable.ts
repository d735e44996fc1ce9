import type {
  AwardAmendedView,
  AwardFoldView,
  AwardImportRowView,
  AwardRowFilter,
} from '@jianglian/contracts/award-import';
import { useQuery } from '@pinia/colada';
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue';
import { awardImportClient } from '../award-import.api.ts';
import { foldKey, itemsOf } from './check-items.ts';
import type { ImportHandle } from './useImport.ts';

type Client = typeof awardImportClient;
type Amendment = (revision: number) => Promise<AwardAmendedView>;
export type EditableField = Parameters<Client['amend']>[0]['body']['field'];
export type Choice = Pick<Parameters<Client['choose']>[0]['body'], 'rows' | 'choice' | 'code'>;

const PAGE = 100;

/** The check table: its outline, the rows loaded so far, and amendments that can be taken back one by one. */
export function useCheckTable(handle: ImportHandle, id: () => string) {
  const only = ref<AwardRowFilter>('all');
  const params = () => ({ id: id() });
  const outline = useQuery({
    key: () => ['award-import', 'outline', id(), only.value, handle.list.value?.revision ?? 0],
    query: ({ signal }) => awardImportClient.outline({ params: params(), query: { only: only.value } }, { signal }),
    placeholderData: (before) => before,
  });
  const rows = shallowReactive(new Map<number, AwardImportRowView>());
  const open = shallowReactive(new Map<string, readonly number[]>());
  const undoable = shallowRef<readonly Amendment[]>([]);
  const items = computed(() => itemsOf(outline.data.value?.folds ?? [], open));
  watch(only, () => open.clear());

  const asked = new Set<number>();
  /** Loads the rows of these numbers that are not there yet. */
  async function need(numbers: readonly number[]): Promise<void> {
    const missing = numbers.filter((number) => !rows.has(number) && !asked.has(number)).slice(0, PAGE);
    if (missing.length === 0) return;
    for (const number of missing) asked.add(number);
    try {
      keep((await awardImportClient.rows({ params: params(), query: { number: missing, limit: PAGE } })).rows);
    } finally {
      for (const number of missing) asked.delete(number);
    }
  }
  const keep = (some: readonly AwardImportRowView[]) => some.forEach((row) => rows.set(row.number, row));

  async function unfold(fold: AwardFoldView): Promise<void> {
    const key = foldKey(fold);
    const before = open.get(key) ?? [];
    const from = (before.at(-1) ?? fold.from - 1) + 1;
    const query = { from, to: fold.to, only: only.value, limit: PAGE };
    const page = await awardImportClient.rows({ params: params(), query });
    keep(page.rows);
    open.set(key, [...before, ...page.rows.map(({ number }) => number)]);
  }
  const refold = (fold: AwardFoldView) => open.delete(foldKey(fold));

  async function amend(work: Amendment, back?: Amendment): Promise<boolean> {
    const answer = await handle.act(work);
    if (!answer) return false;
    // Too many rows to send back: what was loaded may be out of date.
    if (answer.rows.length === 0) rows.clear();
    keep(answer.rows);
    handle.keep(answer.import);
    undoable.value = back ? [...undoable.value, back].slice(-50) : [];
    return true;
  }

  const edit = (number: number, field: EditableField, value: string | null): Promise<boolean> => {
    const row = rows.get(number);
    const before = row?.edited.includes(field) ? row.values[field] : null;
    const call =
      (text: string | null): Amendment =>
      (revision) =>
        awardImportClient.amend({ params: { id: id(), number }, body: { revision, field, value: text } });
    return amend(call(value), call(before));
  };
  const replace = (field: EditableField, from: string, to: string): Promise<boolean> =>
    amend((revision) => awardImportClient.replace({ params: params(), body: { revision, field, from, to } }));

  const opposite = { exclude: 'include', include: 'exclude', accept: 'unaccept', unaccept: 'accept' } as const;
  const choose = (choice: Choice): Promise<boolean> => {
    const call =
      (body: Choice): Amendment =>
      (revision) =>
        awardImportClient.choose({ params: params(), body: { revision, ...body } });
    const back = choice.rows === 'refused' ? undefined : call({ ...choice, choice: opposite[choice.choice] });
    return amend(call(choice), back);
  };

  async function undo(): Promise<void> {
    const last = undoable.value.at(-1);
    const rest = undoable.value.slice(0, -1);
    if (last && (await amend(last))) undoable.value = rest;
  }
  return { only, outline, items, rows, need, unfold, refold, edit, replace, choose, undo, undoable };
}

export type CheckTable = ReturnType<typeof useCheckTable>;
