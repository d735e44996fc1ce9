import { usePreferredReducedMotion } from '@vueuse/core';
import DraggedList from 'sortablejs';
import { onBeforeUnmount, onMounted, type Ref, watch } from 'vue';

export interface Dropped {
  readonly id: string;
  /** `data-list` of the list it was dropped on. */
  readonly list: string;
  readonly index: number;
}

/**
 * A list whose items (`[data-id]`, by their `.grip`) are dragged within it and to other lists of the group, by mouse and by touch. The page
 * is put back as it was and told where the item was dropped: what is shown follows from the data alone (ADR 0017).
 */
export function useSortableList(
  list: Readonly<Ref<HTMLElement | null>>,
  options: { readonly group: () => string; readonly enabled: () => boolean; readonly dropped: (drop: Dropped) => void },
): void {
  const motion = usePreferredReducedMotion();
  let sortable: DraggedList | undefined;
  let next: Element | null = null;
  onMounted(() => {
    if (!list.value) return;
    sortable = DraggedList.create(list.value, {
      group: options.group(),
      draggable: '[data-id]',
      handle: '.grip',
      disabled: !options.enabled(),
      animation: motion.value === 'reduce' ? 0 : 120,
      delay: 120,
      delayOnTouchOnly: true,
      ghostClass: 'ghost',
      onStart: ({ item }) => {
        next = item.nextElementSibling;
      },
      onEnd: ({ item, from, to, newDraggableIndex }) => {
        from.insertBefore(item, next);
        const id = item.dataset['id'];
        const name = to.dataset['list'];
        if (id && name !== undefined) options.dropped({ id, list: name, index: newDraggableIndex ?? 0 });
      },
    });
  });
  watch(options.enabled, (enabled) => sortable?.option('disabled', !enabled));
  onBeforeUnmount(() => sortable?.destroy());
}
