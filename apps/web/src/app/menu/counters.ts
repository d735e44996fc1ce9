import {
  type EffectScope,
  effectScope,
  getCurrentInstance,
  type MaybeRefOrGetter,
  onScopeDispose,
  reactive,
  toValue,
  watch,
} from 'vue';
import { useSession } from '@/shared/composables/useSession';

/**
 * Numbers beside menu entries. A feature that has one gives `features/<f>/counters.ts`:
 * `export const useCounters = () => ({ '<route name>': aRefOrGetter })`; it is fetched after the page, so it may use queries.
 */
type UseCounters = () => Readonly<Record<string, MaybeRefOrGetter<number | undefined>>>;

const sources = import.meta.glob<{ useCounters: UseCounters }>('../../features/*/counters.ts');
const numbers = reactive<Record<string, number | undefined>>({});

export const counterOf = (routeName: string): number | undefined => numbers[routeName];

/** Runs the features' counters while somebody is signed in. Call once, in the app's layout. */
export function useMenuCounters(): void {
  const session = useSession();
  const app = getCurrentInstance()!.appContext.app;
  let scope: EffectScope | undefined;
  const stop = () => {
    scope?.stop();
    for (const name of Object.keys(numbers)) delete numbers[name];
  };
  watch(
    () => session.person?.accountId,
    async (account) => {
      stop();
      if (!account) return;
      const running = (scope = effectScope(true));
      for (const load of Object.values(sources)) {
        const { useCounters } = await load();
        if (!running.active) return;
        running.run(() =>
          app.runWithContext(() => {
            for (const [name, value] of Object.entries(useCounters()))
              watch(
                () => toValue(value),
                (count) => (numbers[name] = count),
                { immediate: true },
              );
          }),
        );
      }
    },
    { immediate: true },
  );
  onScopeDispose(stop);
}
