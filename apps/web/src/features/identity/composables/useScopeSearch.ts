import { client } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { ref, shallowRef } from 'vue';
import { http } from '@/shared/api';

const studioClient = client(studioApi, http);

/** What a role can be bound to, with what tells two of one name apart. */
export interface FoundScope {
  readonly id: string;
  readonly name: string;
  readonly beside: string;
}

const finders = {
  studioId: async (q: string): Promise<FoundScope[]> =>
    (await studioClient.names({ query: { q } })).map(({ id, name, hostUnit }) => ({ id, name, beside: hostUnit })),
  hostUnitId: async (q: string): Promise<FoundScope[]> =>
    (await studioClient.hostUnitNames({ query: { q } })).map(({ id, name, parent, district }) => ({
      id,
      name,
      beside: parent ?? district ?? '',
    })),
};

/** Running studios, or registered units, by name: the server answers, the last question counts. */
export function useScopeSearch(kind: keyof typeof finders) {
  const found = shallowRef<readonly FoundScope[]>([]);
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
      const rows = await finders[kind](text.trim());
      if (turn === latest) found.value = rows;
    } finally {
      if (turn === latest) searching.value = false;
    }
  }
  return { found, searching, search };
}
