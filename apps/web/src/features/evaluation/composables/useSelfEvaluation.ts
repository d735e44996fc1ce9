import type {
  AvailableEvidenceView,
  EvidenceView,
  SelfEvaluationView,
  SelfLineInput,
  SelfLineView,
} from '@jianglian/contracts/evaluation';
import { sumOf } from '@jianglian/domain/kernel';
import { computed, type ComputedRef, reactive, ref, watch } from 'vue';
import { type Autosave, useAutosave } from '@/shared/composables';
import { evaluationClient } from '../evaluation.api.ts';

export type LineDraft = Omit<SelfLineInput, 'revision'>;
export interface SelfLine extends Pick<
  SelfLineView,
  'score' | 'text' | 'revision' | 'missing' | 'changed' | 'savedAt'
> {
  readonly evidence: readonly EvidenceView[];
}

export interface SelfEvaluationEditor {
  readonly lines: Readonly<Record<string, SelfLine>>;
  readonly total: ComputedRef<number>;
  readonly saver: Autosave<LineDraft>;
  change(indicator: string, part: Partial<Pick<SelfLine, 'score' | 'text' | 'evidence'>>): void;
  /** Ends a conflict: the version here or the saved one stays. */
  settle(which: 'mine' | 'theirs'): void;
  /** Lines with something typed here that is not on the server yet. */
  readonly unsaved: ReadonlySet<string>;
  /** Other lines that use the activity too. */
  alsoUsedIn(activityId: string, indicator: string): readonly string[];
}

/** The studio's own words, line by line; each line saves itself with its own revision and is kept here while the network is away. */
export function useSelfEvaluation(
  view: () => SelfEvaluationView,
  available: () => readonly AvailableEvidenceView[] | undefined,
): SelfEvaluationEditor {
  const lines = reactive<Record<string, SelfLine>>({});
  const revision = ref(view().revision);
  const unsaved = reactive(new Set<string>());

  const saver = useAutosave<LineDraft>({
    revision,
    keep: `self-evaluation:${view().id}`,
    async save(indicator, draft) {
      const saved = await evaluationClient.saveSelfLine({
        params: { id: view().id, indicator },
        body: { ...draft, revision: lines[indicator]?.revision ?? 0 },
      });
      lines[indicator] = {
        ...lines[indicator]!,
        revision: saved.revision,
        missing: saved.missing,
        changed: saved.changed,
        savedAt: saved.savedAt,
      };
      const { score, text, evidence } = lines[indicator];
      const kept = evidence.map(({ activityId }) => activityId).join();
      if (score === draft.score && text === draft.text && kept === draft.evidence.join()) unsaved.delete(indicator);
      return { revision: revision.value };
    },
  });

  watch(
    view,
    (now) => {
      revision.value = now.revision;
      for (const { indicator, score, text, evidence, revision: seen, missing, changed, savedAt } of now.lines) {
        const own = lines[indicator.code];
        if (own && (saver.pending.value > 0 || seen <= own.revision)) continue;
        lines[indicator.code] = { score, text, evidence, revision: seen, missing, changed, savedAt };
      }
    },
    { immediate: true },
  );
  void saver.restore().then((kept) => {
    for (const [code, { score, text }] of kept) lines[code] = { ...lines[code]!, score, text };
  });

  return {
    lines,
    unsaved,
    total: computed(() => sumOf(Object.values(lines).map(({ score }) => score ?? 0))),
    saver,
    change(indicator, part) {
      const line = { ...lines[indicator]!, ...part };
      lines[indicator] = line;
      unsaved.add(indicator);
      saver.change(indicator, {
        score: line.score,
        text: line.text,
        evidence: line.evidence.map(({ activityId }) => activityId),
      });
    },
    settle(which) {
      const open = saver.conflict.value;
      if (!open) return;
      const { score, text, evidence, revision: seen, missing, changed, savedAt } = open.theirs as SelfLineView;
      const saved = { score, text, evidence, revision: seen, missing, changed, savedAt };
      lines[open.item] = which === 'theirs' ? saved : { ...lines[open.item]!, revision: seen };
      if (which === 'theirs') unsaved.delete(open.item);
      saver.resolve(which, revision.value);
    },
    alsoUsedIn(activityId, indicator) {
      // The same activity, or another one that holds a file of the same content.
      const same = new Set([activityId, ...(available()?.find((one) => one.activityId === activityId)?.twins ?? [])]);
      return Object.entries(lines)
        .filter(([code, { evidence }]) => code !== indicator && evidence.some((one) => same.has(one.activityId)))
        .map(([code]) => code);
    },
  };
}
