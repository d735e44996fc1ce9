import type {
  Conflict,
  ConflictSettings,
  EvaluatorTies,
  PanelEvaluation,
  PanelEvaluator,
  PanelProposal,
  ScoredStudio,
  Seat,
} from '@jianglian/domain/evaluation';
import { conflictRule, panelNetwork, panelProposalOf } from '@jianglian/domain/evaluation';
import type { Highs } from 'highs';
import { panelModel } from './panel-model.ts';

/** Everything an automatic assignment is worked out from, as plain data. */
export interface PanelQuestion {
  readonly evaluations: readonly PanelEvaluation[];
  readonly evaluators: readonly PanelEvaluator[];
  readonly ties: readonly EvaluatorTies[];
  /** By evaluation. */
  readonly studios: readonly (readonly [string, ScoredStudio])[];
  readonly parents: readonly (readonly [string, string | null])[];
  readonly settings: ConflictSettings;
}

/** How many possible evaluators a studio keeps; more when a place stayed empty, and all before it is said to stay so. */
const rounds = [24, 120, Number.POSITIVE_INFINITY];

/** Solves the question. The same question has the same answer. */
export function answerPanel(question: PanelQuestion, highs: Pick<Highs, 'solve'>): PanelProposal {
  const conflictsOf = conflictsIn(question);
  let proposal: PanelProposal = { seats: [], replacements: [], unfilled: [] };
  for (const most of rounds) {
    const network = panelNetwork(question.evaluations, question.evaluators, conflictsOf, most);
    if (network.evaluations.length === 0) return proposal;
    const { Status, Columns } = highs.solve(panelModel(network), { solver: 'simplex', presolve: 'off' });
    if (Status !== 'Optimal') throw new Error(`the solver stopped: ${Status}`);
    const chosen = network.arcs.flatMap((_, index) => ((Columns[`x${index}`]?.Primal ?? 0) > 0.5 ? [index] : []));
    proposal = panelProposalOf(network, question.evaluations, chosen, conflictsOf);
    if (proposal.unfilled.length === 0 || !network.pruned) return proposal;
  }
  return proposal;
}

/** The conflict rule over the question's own data. */
export function conflictsIn(
  question: Pick<PanelQuestion, 'ties' | 'studios' | 'parents' | 'settings'>,
): (seat: Seat) => readonly Conflict[] {
  const between = conflictRule(new Map(question.parents), question.settings);
  const tiesOf = new Map(question.ties.map((ties) => [ties.accountId, ties]));
  const studioOf = new Map(question.studios);
  return ({ evaluationId, accountId }) => {
    const [ties, studio] = [tiesOf.get(accountId), studioOf.get(evaluationId)];
    return ties && studio ? between(ties, studio) : [];
  };
}
