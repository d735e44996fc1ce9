import { useQuery } from '@pinia/colada';
import { useIntervalFn } from '@vueuse/core';
import { messageClient } from './message.api.ts';

const EVERY_MINUTE = 60_000;

/** The number beside 消息: what is not read yet. */
export function useCounters() {
  const count = useQuery({ key: ['messages', 'unread'], query: () => messageClient.unreadMessages() });
  useIntervalFn(() => {
    if (!document.hidden) void count.refetch();
  }, EVERY_MINUTE);
  return { 'message.list': () => count.data.value?.unread };
}
