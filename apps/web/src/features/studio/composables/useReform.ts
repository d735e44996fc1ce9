import type { ReformRow } from '@jianglian/contracts/studio';
import { useQuery, useQueryCache } from '@pinia/colada';
import { computed, reactive, ref, watch } from 'vue';
import { studioClient } from '../studio.api.ts';
import { useSending } from './useSending.ts';

export interface ReformGroup {
  readonly key: string;
  readonly from: string;
  /** Null: somebody has to choose. */
  readonly to: string | null;
  readonly count: number;
}

/** Rows that go the same way, the open ones first. */
export function groupsOf(rows: readonly ReformRow[]): readonly ReformGroup[] {
  const keyed = Map.groupBy(rows, ({ from, to }) => `${from.code} ${to?.district.code ?? ''}`);
  return [...keyed]
    .map(([key, [first, ...others]]) => ({
      key,
      from: first?.from.name ?? '',
      to: first?.to?.district.name ?? null,
      count: 1 + others.length,
    }))
    .toSorted((one, other) => Number(one.to !== null) - Number(other.to !== null) || other.count - one.count);
}

/** The act of one reform: what would happen, who is chosen, where the open ones go; and doing it. */
export function useReform(day: string) {
  const cache = useQueryCache();
  const form = reactive({ happenedOn: day, documentNumber: '', reason: '' });
  const homes = reactive(new Map<string, { districtCode: string; recommenderId: string }>());
  const selected = ref<readonly string[]>([]);
  const { busy, problem, send } = useSending();
  const body = () => ({
    day,
    happenedOn: form.happenedOn,
    documentNumber: form.documentNumber || null,
    reason: form.reason || null,
  });
  const asked = computed(() => ({
    ...body(),
    choices: [...homes].map(([studioId, home]) => ({ studioId, ...home })),
  }));
  const query = useQuery({
    key: () => ['studios', 'reforms', day, asked.value],
    query: ({ signal }) => studioClient.previewReform({ body: asked.value }, { signal }),
    placeholderData: (before: { rows: ReformRow[] } | undefined) => before,
  });
  const rows = computed(() => query.data.value?.rows ?? []);
  const ready = computed(() => rows.value.filter(({ refusals }) => refusals.length === 0));
  // What cannot move any more is not chosen any more.
  watch(ready, (now) => {
    const ids = new Set(now.map(({ studio }) => studio.id));
    selected.value = selected.value.filter((id) => ids.has(id));
  });

  function setDistrict(row: ReformRow, code: string) {
    const recommender = row.choices.find((one) => one.code === code)?.recommender;
    homes.set(row.studio.id, { districtCode: code, recommenderId: recommender?.id ?? row.recommender.id });
  }
  function setRecommender(row: ReformRow, recommenderId: string) {
    if (row.to) homes.set(row.studio.id, { districtCode: row.to.district.code, recommenderId });
  }
  async function run(): Promise<{ moved: number; districts: readonly { name: string; count: number }[] } | undefined> {
    const chosen = ready.value.filter(({ studio }) => selected.value.includes(studio.id));
    let result: Awaited<ReturnType<typeof studioClient.runReform>> | undefined;
    await send(async () => {
      result = await studioClient.runReform({
        body: {
          ...body(),
          moves: chosen.flatMap(({ studio, to }) =>
            to
              ? [
                  {
                    studioId: studio.id,
                    revision: studio.revision,
                    districtCode: to.district.code,
                    recommenderId: to.recommender.id,
                  },
                ]
              : [],
          ),
        },
      });
      selected.value = [];
    });
    // Also after a refusal: what changed meanwhile shows with its reason.
    await cache.invalidateQueries({ key: ['studios'] });
    return result;
  }
  return { form, query, rows, ready, selected, busy, problem, setDistrict, setRecommender, run };
}
