import { useResizeObserver } from '@vueuse/core';
import { ref, type Ref } from 'vue';

export interface DataColumn<Row = unknown> {
  readonly key: string;
  readonly title: string;
  /** Right-aligned, tabular figures. */
  readonly numeric?: boolean;
  /** CSS width, e.g. `120px`. */
  readonly width?: string;
  readonly nowrap?: boolean;
  /** The column that names the row (a `th scope="row"`; the card's heading on phones). One per table. */
  readonly header?: boolean;
  /** Left out of the phone's cards. */
  readonly secondary?: boolean;
  /** Sort button; `'desc'` starts with the largest. */
  readonly sortable?: boolean | 'desc';
  /** Plain text of the cell where no slot is given. */
  readonly text?: (row: Row) => string;
}

export interface SortBy {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** Only a table wider than its place scrolls in its own box; others let the head stick to the page. */
export function useTableOverflow(
  wrap: Readonly<Ref<HTMLElement | null>>,
  table: Readonly<Ref<HTMLTableElement | null>>,
): Ref<boolean> {
  const overflows = ref(false);
  // Both: the place changes with the window, the table with its rows and with the arrival of the face.
  useResizeObserver([wrap, table], () => {
    if (!wrap.value || !table.value) return;
    const cards = getComputedStyle(table.value).display !== 'table';
    overflows.value = !cards && table.value.offsetWidth > wrap.value.clientWidth + 1;
  });
  return overflows;
}
