import type { MarkInput, MarkSaved, MarkView, ScoresheetView } from '@jianglian/contracts/evaluation';
import { type Mark, runningTotal } from '@jianglian/domain/evaluation';
import { computed, type ComputedRef, reactive, ref, watch } from 'vue';
import { type Autosave, useAutosave } from '@/shared/composables';
import { evaluationClient } from '../evaluation.api.ts';

export type MarkDraft = Omit<MarkInput, 'revision'>;
export type RunningTotal = ReturnType<typeof runningTotal>;

export interface ScoresheetEditor {
  readonly marks: Readonly<Record<string, MarkView>>;
  /** The server's own function over what stands on the screen. */
  readonly total: ComputedRef<RunningTotal>;
  readonly saver: Autosave<MarkDraft>;
  readonly conflict: ComputedRef<{ indicator: string; mine: MarkDraft; theirs: MarkView } | undefined>;
  change(indicator: string, part: Partial<MarkDraft>): void;
  resolve(which: 'mine' | 'theirs'): void;
}

/** What an editor asks of a sheet, whatever is scored with it. */
export interface EditedSheet extends Pick<ScoresheetView, 'id' | 'revision' | 'rubric'> {
  readonly lines: readonly Pick<ScoresheetView['lines'][number], 'prefill' | 'mark'>[];
}

type SaveMark = (call: { params: { id: string; indicator: string }; body: MarkInput }) => Promise<MarkSaved>;

/** The marks of one sheet while they are written: shown at once, saved each by itself with its own revision, kept here while the network is away. */
export function useScoresheet(
  sheet: () => EditedSheet,
  save: SaveMark = (call) => evaluationClient.saveMark(call),
): ScoresheetEditor {
  const marks = reactive<Record<string, MarkView>>({});
  const sheetRevision = ref(sheet().revision);

  const saver = useAutosave<MarkDraft>({
    revision: sheetRevision,
    keep: `scoresheet:${sheet().id}`,
    async save(indicator, draft) {
      const saved = await save({
        params: { id: sheet().id, indicator },
        body: { ...draft, revision: marks[indicator]?.revision ?? 0 },
      });
      // What was typed meanwhile stays; only the revision and the time are news.
      marks[indicator] = { ...marks[indicator]!, revision: saved.mark.revision, savedAt: saved.mark.savedAt };
      return { revision: saved.sheetRevision };
    },
  });

  watch(
    sheet,
    (view) => {
      sheetRevision.value = view.revision;
      // A refresh brings what another device saved, and never takes away what is still on its way from here.
      for (const { mark } of view.lines) {
        const own = marks[mark.indicator];
        if (!own || (saver.pending.value === 0 && mark.revision > own.revision)) marks[mark.indicator] = mark;
      }
    },
    { immediate: true },
  );
  void saver.restore().then((kept) => {
    for (const [indicator, draft] of kept) marks[indicator] = { ...marks[indicator]!, ...draft };
  });

  const total = computed(() =>
    runningTotal(
      sheet().rubric,
      Object.values(marks) as Mark[],
      sheet().lines.map(({ prefill }) => prefill),
    ),
  );

  const conflict = computed(() => {
    const open = saver.conflict.value;
    return open ? { indicator: open.item, mine: open.mine, theirs: open.theirs as MarkView } : undefined;
  });

  return {
    marks,
    total,
    saver,
    conflict,
    change(indicator, part) {
      const mark = { ...marks[indicator]!, ...part };
      marks[indicator] = mark;
      const { score, notApplicable, deductions, comment } = mark;
      saver.change(indicator, { score, notApplicable, deductions: [...deductions], comment });
    },
    resolve(which) {
      const open = conflict.value;
      if (!open) return;
      marks[open.indicator] =
        which === 'theirs' ? open.theirs : { ...open.theirs, ...open.mine, revision: open.theirs.revision };
      saver.resolve(which, sheetRevision.value);
    },
  };
}
