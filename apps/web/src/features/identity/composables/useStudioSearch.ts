import { client, type ReplyOf } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { ref, type Ref } from 'vue';
import { http } from '@/shared/api';

const studioClient = client(studioApi, http);
type Found = ReplyOf<typeof studioApi.names>;

/** Running studios by name, unit or occupation, to bind a role to one. */
export function useStudioSearch(): {
  readonly found: Ref<Found>;
  readonly searching: Ref<boolean>;
  readonly search: (text: string) => Promise<void>;
} {
  const found = ref<Found>([]);
  const searching = ref(false);
  let latest = 0;
  async function search(text: string) {
    const turn = ++latest;
    if (text.trim() === '') {
      found.value = [];
      return;
    }
    searching.value = true;
    try {
      const rows = await studioClient.names({ query: { q: text.trim() } });
      if (turn === latest) found.value = rows;
    } finally {
      if (turn === latest) searching.value = false;
    }
  }
  return { found, searching, search };
}
