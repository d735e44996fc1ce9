import { nextTick, type Ref, ref } from 'vue';
import type { CheckItem } from './check-items.ts';
import type { EditableField } from './useCheckTable.ts';

/** The address of a cell, `12:master`. */
export const cellAt = (number: number, field: EditableField): string => `${number}:${field}`;

/**
 * Moves through the cells of the check table as in a spreadsheet: arrows go on, Enter and F2 open the cell, Tab leaves the table.
 * Exactly one cell can be reached with Tab; rows out of sight are scrolled to first.
 */
export function useGridFocus(grid: {
  readonly root: Readonly<Ref<HTMLElement | null>>;
  readonly fields: Readonly<Ref<readonly EditableField[]>>;
  readonly items: Readonly<Ref<readonly CheckItem[]>>;
  show(index: number): void;
}) {
  const active = ref('');

  function onFocusin(event: FocusEvent): void {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset['at'];
    if (at) active.value = at;
  }

  async function onKeydown(event: KeyboardEvent): Promise<void> {
    const cell = event.target as HTMLElement;
    const at = cell.dataset['at'];
    if (!at) return; // a field or a button inside a cell has its own keys
    const [number, field] = at.split(':') as [string, EditableField];
    const column = grid.fields.value.indexOf(field);
    const next = { ArrowLeft: column - 1, ArrowRight: column + 1, Home: 0, End: grid.fields.value.length - 1 }[
      event.key
    ];
    if (next !== undefined) {
      event.preventDefault();
      const sideways = grid.fields.value[next];
      if (sideways) await go(Number(number), sideways);
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const rows = grid.items.value.flatMap((item) => (item.kind === 'row' ? [item.number] : []));
    const target = rows[rows.indexOf(Number(number)) + step];
    if (target !== undefined) await go(target, field);
  }

  async function go(number: number, field: EditableField): Promise<void> {
    const at = cellAt(number, field);
    active.value = at;
    const index = grid.items.value.findIndex((item) => item.kind === 'row' && item.number === number);
    if (!grid.root.value?.querySelector(`[data-at="${at}"]`)) grid.show(index);
    await nextTick();
    await new Promise(requestAnimationFrame);
    const cell = grid.root.value?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  return { active, onFocusin, onKeydown };
}
