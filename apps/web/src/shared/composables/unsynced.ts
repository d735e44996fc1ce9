import { computed, reactive } from 'vue';

/** Changes that wait on this device, by the form that holds them; the banner sums them up. */
const waiting = reactive(new Map<symbol, number>());

export const unsyncedCount = computed(() => [...waiting.values()].reduce((sum, count) => sum + count, 0));

export function setUnsynced(owner: symbol, count: number): void {
  if (count > 0) waiting.set(owner, count);
  else waiting.delete(owner);
}
