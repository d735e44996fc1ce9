import { onMounted } from 'vue';
import { useRouter } from 'vue-router';

/** Fetches another page's code with this one: where the network is gone a minute later, its link still leads somewhere. */
export function usePreload(name: string): void {
  const router = useRouter();
  onMounted(() => {
    const page = router.resolve({ name }).matched.at(-1)?.components?.['default'];
    if (typeof page === 'function') void (page as () => Promise<unknown>)().catch(() => undefined);
  });
}
