import type {
  DecidedView,
  DecisionFilter,
  DecisionPage,
  DecisionRow,
  DecisionShow,
  DecisionView,
  WhatIfView,
} from '@jianglian/contracts/evaluation';
import type { CycleProposal, GradeProposal, Rubric, Thresholds } from '@jianglian/domain/evaluation';
import { percentOf, whatIf } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { byScore, pageAfter } from './decision-order.ts';
import { type DecidedEvaluation, type DecisionDetail, GradedQueries, gradedOf, proposalOf } from './graded.queries.ts';
import { TrailQueries } from './trail.queries.ts';

interface Board {
  readonly rubric: Rubric;
  readonly capPercent: number;
  readonly evaluations: readonly DecidedEvaluation[];
  readonly proposal: CycleProposal;
  readonly proposed: ReadonlyMap<string, GradeProposal>;
}

/** The decision page of a cycle: what is proposed and why, what is decided. */
@Injectable()
export class DecisionQueries {
  private readonly graded: GradedQueries;
  private readonly cycles: CycleQueries;
  private readonly rubrics: RubricQueries;
  private readonly trails: TrailQueries;

  constructor(graded: GradedQueries, cycles: CycleQueries, rubrics: RubricQueries, trails: TrailQueries) {
    this.graded = graded;
    this.cycles = cycles;
    this.rubrics = rubrics;
    this.trails = trails;
  }

  async view(cycleId: string, actor: Actor): Promise<DecisionView> {
    const cycle = await this.cycles.view(cycleId, actor);
    const board = await this.board(cycleId, cycle.rubricVersion, cycle.excellentCapPercent);
    const { rubric } = board;
    return {
      cycle,
      trail: await this.trails.trail(cycleId),
      thresholds: rubric.thresholds,
      ...standOf(board),
      vetoes: [...rubric.vetoes],
      bonusItems: [...rubric.bonus.items],
      bonusCap: rubric.bonus.cap,
      decidable: cycle.state === 'deciding',
    };
  }

  async page(cycleId: string, filter: DecisionFilter): Promise<DecisionPage> {
    const board = await this.boardOf(cycleId);
    const found = board.evaluations
      .map((evaluation) => ({ evaluation, proposal: board.proposed.get(evaluation.id) as GradeProposal }))
      .filter(({ evaluation, proposal }) => matches(evaluation, proposal, filter))
      .map(({ evaluation, proposal }) => ({
        evaluation,
        proposal,
        id: evaluation.id,
        final: finalOf(evaluation, proposal),
      }))
      .toSorted(byScore);
    const { rows, next } = pageAfter(found, filter.after, filter.limit);
    const details = await this.graded.details(rows.map(({ id }) => id));
    return {
      rows: rows.map(({ evaluation, proposal, id }) =>
        rowOf(evaluation, proposal, details.get(id) as DecisionDetail, board.rubric),
      ),
      next,
      total: found.length,
    };
  }

  /** One row with what its change did to the places and the counts. */
  async decided(cycleId: string, id: string): Promise<DecidedView> {
    const board = await this.boardOf(cycleId);
    const evaluation = board.evaluations.find((one) => one.id === id);
    if (!evaluation) throw new NotFoundError('evaluation');
    const details = await this.graded.details([id]);
    const proposal = board.proposed.get(id) as GradeProposal;
    return { row: rowOf(evaluation, proposal, details.get(id) as DecisionDetail, board.rubric), ...standOf(board) };
  }

  async stand(cycleId: string): Promise<Pick<DecisionView, 'tiers' | 'counts'>> {
    return standOf(await this.boardOf(cycleId));
  }

  async whatIf(cycleId: string, tried: Partial<Thresholds>): Promise<WhatIfView> {
    const { rubric, capPercent, evaluations } = await this.boardOf(cycleId);
    const { before, after, tiers, changes } = whatIf(rubric, capPercent, evaluations.map(gradedOf), tried);
    const details = await this.graded.details(changes.map(({ id }) => id));
    const finals = new Map(proposalOf(rubric, capPercent, evaluations).grades.map(({ id, final }) => [id, final]));
    return {
      before: { ...before },
      after: { ...after },
      tiers: tiers.map((cap) => ({ ...cap, tie: [...cap.tie] })),
      changes: changes
        .map(({ id, from, to, reasons }) => ({
          evaluationId: id,
          studio: (details.get(id) as DecisionDetail).studio,
          finalScore: finals.get(id) ?? null,
          from,
          to,
          reasons: reasons as DecisionRow['reasons'],
        }))
        .toSorted((one, other) => (other.finalScore ?? -1) - (one.finalScore ?? -1)),
    };
  }

  private async boardOf(cycleId: string): Promise<Board> {
    const { rubricVersion, excellentCapPercent } = await this.trails.settings(cycleId);
    return this.board(cycleId, rubricVersion, excellentCapPercent);
  }

  private async board(cycleId: string, rubricVersion: string, capPercent: number): Promise<Board> {
    const rubric = await this.rubrics.view(rubricVersion);
    const evaluations = await this.graded.evaluations(cycleId);
    const proposal = proposalOf(rubric, capPercent, evaluations);
    return {
      rubric,
      capPercent,
      evaluations,
      proposal,
      proposed: new Map(proposal.grades.map((one) => [one.id, one])),
    };
  }
}

function standOf({ proposal, proposed, evaluations }: Board): Pick<DecisionView, 'tiers' | 'counts'> {
  const count = (grade: string) => evaluations.filter((one) => one.grade === grade).length;
  const undecided = evaluations.filter(({ state }) => state === 'scored' || state === 'missed');
  return {
    tiers: proposal.tiers.map((cap) => ({
      ...cap,
      tie: [...cap.tie],
      decided: evaluations.filter(({ tier, grade }) => tier === cap.tier && grade === 'excellent').length,
    })),
    counts: {
      excellent: count('excellent'),
      qualified: count('qualified'),
      failed: count('failed'),
      undecided: undecided.length,
      confirmable: undecided.filter(({ id }) => isConfirmable(proposed.get(id) as GradeProposal)).length,
    },
  };
}

/** A tie is for a person, and what was not handed in needs a veto with its file. */
export const isConfirmable = ({ final, inTie }: GradeProposal): boolean => final !== null && !inTie;

const finalOf = (evaluation: DecidedEvaluation, proposal: GradeProposal): number | null =>
  evaluation.grade === null && evaluation.state !== 'retracted' ? proposal.final : evaluation.final;

const shows: Readonly<Record<DecisionShow, (evaluation: DecidedEvaluation, proposal: GradeProposal) => boolean>> = {
  changed: ({ grade }, proposal) => grade !== null && grade !== proposal.grade,
  tie: (_, { inTie }) => inTie,
  'outside-cap': (_, { outsideCap }) => outsideCap,
  undecided: ({ state }) => state === 'scored' || state === 'missed',
};

function matches(evaluation: DecidedEvaluation, proposal: GradeProposal, filter: DecisionFilter): boolean {
  const { tier, grade, show, search } = filter;
  return (
    (!tier || tier.includes(evaluation.tier)) &&
    (!grade || grade.includes(evaluation.grade ?? proposal.grade)) &&
    (!show || show.some((one) => shows[one](evaluation, proposal))) &&
    (!search || evaluation.studioName.includes(search))
  );
}

function rowOf(one: DecidedEvaluation, proposal: GradeProposal, detail: DecisionDetail, rubric: Rubric): DecisionRow {
  return {
    evaluationId: one.id,
    revision: one.revision,
    state: one.state,
    studio: detail.studio,
    baseScore: one.base,
    bonus: one.bonus,
    bonusItems: detail.bonusItems,
    finalScore: finalOf(one, proposal),
    sheets: detail.sheets,
    spread: detail.spread,
    spreadOver: detail.spread !== null && detail.spread > rubric.spreadLimit,
    groupPercents: one.groups.map((group) => ({ group: group.group, percent: percentOf(group) })),
    rankInTier: proposal.rank,
    proposedGrade: proposal.grade,
    reasons: proposal.reasons as DecisionRow['reasons'],
    outsideCap: proposal.outsideCap,
    inTie: proposal.inTie,
    grade: one.grade,
    decisionReason: detail.decisionReason,
    veto: one.veto && {
      ...one.veto,
      text: rubric.vetoes.find(({ code }) => code === one.veto?.code)?.text ?? { zh: '', en: '' },
    },
  };
}
