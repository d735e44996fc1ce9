import type { AssignmentProposalView } from '@jianglian/contracts/evaluation';
import type { ProposedSeat } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { EvaluatorRepository } from './evaluator.repository.ts';
import { panelQuestionOf } from './panel-question-of.ts';
import { PanelSolver } from './panel-solver.ts';
import { TiesQueries } from './ties.queries.ts';

/** The automatic assignment as a preview: what it would add, and on demand whom it would replace. Writes nothing. */
@Injectable()
export class ProposalService {
  private readonly evaluators: EvaluatorRepository;
  private readonly ties: TiesQueries;
  private readonly solver: PanelSolver;

  constructor(evaluators: EvaluatorRepository, ties: TiesQueries, solver: PanelSolver) {
    this.evaluators = evaluators;
    this.ties = ties;
    this.solver = solver;
  }

  async propose(
    cycleId: string,
    { accountIds, rebalance }: { readonly accountIds?: readonly string[] | undefined; readonly rebalance: boolean },
  ): Promise<AssignmentProposalView> {
    const places = await this.evaluators.openPlaces(cycleId);
    const unbegun = rebalance ? await this.evaluators.unbegunSheets(cycleId) : [];
    const ties = await this.ties.of(
      cycleId,
      places.map(({ evaluationId }) => evaluationId),
    );
    const question = panelQuestionOf(places, unbegun, ties, accountIds && new Set(accountIds));
    const { seats, replacements, unfilled } = await this.solver.solve(question);
    const said = ({ evaluationId, accountId, expertise }: ProposedSeat) => ({
      evaluationId,
      accountId,
      expertise,
      studioName: ties.studios.get(evaluationId)?.name ?? '',
      evaluatorName: ties.evaluators.get(accountId)?.name ?? '',
    });
    const sheetOf = new Map(unbegun.map((sheet) => [`${sheet.evaluationId} ${sheet.accountId}`, sheet]));
    const moves = new Map<string, number>();
    const move = (accountId: string, by: number) => moves.set(accountId, (moves.get(accountId) ?? 0) + by);
    for (const { accountId } of [...seats, ...replacements]) move(accountId, 1);
    for (const { replaces } of replacements) move(replaces, -1);
    const asked = new Set(question.evaluators.map(({ accountId }) => accountId));
    return {
      pairs: seats.map(said),
      replacements: replacements.map((seat) => {
        const { id, revision } = sheetOf.get(`${seat.evaluationId} ${seat.replaces}`)!;
        const fromName = ties.evaluators.get(seat.replaces)?.name ?? '';
        return { ...said(seat), scoresheetId: id, revision, fromAccountId: seat.replaces, fromName };
      }),
      load: [...ties.evaluators.values()]
        .filter(({ accountId }) => asked.has(accountId) || moves.has(accountId))
        .map(({ accountId, name, load, capacity }) => ({
          accountId,
          name,
          capacity,
          before: load,
          after: load + (moves.get(accountId) ?? 0),
        })),
      unfilled: unfilled.map((place) => ({ ...place, studioName: ties.studios.get(place.evaluationId)?.name ?? '' })),
    };
  }
}
