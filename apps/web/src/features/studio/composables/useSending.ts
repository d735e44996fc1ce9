import { ref } from 'vue';

/** One call of a form: busy while under way, the problem kept for the form to show. True when it went through. */
export function useSending() {
  const busy = ref(false);
  const problem = ref<unknown>();
  async function send(call: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      await call();
      return true;
    } catch (error) {
      problem.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, send };
}
