import type { RubricVersionView, RubricView } from '@jianglian/contracts/evaluation';
import type { Rubric, RubricFault } from '@jianglian/domain/evaluation';
import { rubricDifferences, rubricFaults } from '@jianglian/domain/evaluation';
import { isProblem } from '@/shared/api';
import { computed, type ComputedRef, inject, type InjectionKey, provide, ref, type Ref, shallowRef } from 'vue';
import { evaluationClient } from '../evaluation.api.ts';
import { withValue } from './rubric-draft.ts';

export interface RubricDraft {
  readonly rubric: Ref<RubricView>;
  readonly faults: ComputedRef<readonly RubricFault[]>;
  readonly dirty: ComputedRef<boolean>;
  readonly saving: Ref<boolean>;
  readonly problem: Ref<unknown>;
  /** What a colleague saved meanwhile; nothing is lost before one of the two is chosen. */
  readonly theirs: Ref<RubricVersionView | undefined>;
  readonly revision: ComputedRef<number>;
  faultsAt: (path: string) => readonly RubricFault[];
  change: (path: string, value: unknown) => void;
  set: (rubric: RubricView) => void;
  /** True once the server has what is shown. */
  save: () => Promise<boolean>;
  keepMine: () => Promise<boolean>;
  takeTheirs: () => void;
}

const key: InjectionKey<RubricDraft> = Symbol('rubric-draft');

/** A draft under the editor's hands: faults by the same rule the server publishes by, saved under its revision. */
export function provideRubricDraft(start: RubricVersionView): RubricDraft {
  const saved = shallowRef(start);
  const rubric = shallowRef<RubricView>(start.rubric);
  const saving = ref(false);
  const problem = shallowRef<unknown>();
  const theirs = shallowRef<RubricVersionView>();
  const faults = computed(() => rubricFaults(rubric.value as Rubric));
  const dirty = computed(() => rubricDifferences(saved.value.rubric as Rubric, rubric.value as Rubric).length > 0);

  async function save() {
    saving.value = true;
    problem.value = undefined;
    const { version, ...content } = rubric.value;
    try {
      const body = { revision: saved.value.revision, rubric: content };
      saved.value = await evaluationClient.saveRubric({ params: { version }, body });
      return true;
    } catch (error) {
      if (isProblem(error) && error.stale) theirs.value = error.current as RubricVersionView;
      else problem.value = error;
      return false;
    } finally {
      saving.value = false;
    }
  }
  const adopt = () => {
    if (theirs.value) saved.value = theirs.value;
    theirs.value = undefined;
  };
  const draft: RubricDraft = {
    rubric,
    faults,
    dirty,
    saving,
    problem,
    theirs,
    revision: computed(() => saved.value.revision),
    faultsAt: (path) => faults.value.filter((fault) => fault.path === path),
    change: (path, value) => (rubric.value = withValue(rubric.value, path, value)),
    set: (next) => (rubric.value = next),
    save,
    keepMine() {
      adopt();
      return save();
    },
    takeTheirs() {
      if (theirs.value) rubric.value = theirs.value.rubric;
      adopt();
    },
  };
  provide(key, draft);
  return draft;
}

export function useRubricDraft(): RubricDraft {
  const draft = inject(key);
  if (!draft) throw new Error('no draft of a rubric is edited here');
  return draft;
}
