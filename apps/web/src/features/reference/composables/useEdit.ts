import { useQueryCache } from '@pinia/colada';
import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { toast } from '@/shared/ui';
import { referenceKey } from './useReference.ts';

/** Sends one edit of a dictionary: busy while under way, the problem kept, everything asked again when done. */
export function useEdit(done: () => void) {
  const { t } = useI18n();
  const cache = useQueryCache();
  const busy = ref(false);
  const problem = ref<unknown>();

  async function run(edit: () => Promise<{ readonly version: number }>): Promise<void> {
    busy.value = true;
    problem.value = undefined;
    try {
      const { version } = await edit();
      await cache.invalidateQueries({ key: [...referenceKey] });
      toast(t('reference.saved', { version }));
      done();
    } catch (error) {
      problem.value = error;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, run };
}
