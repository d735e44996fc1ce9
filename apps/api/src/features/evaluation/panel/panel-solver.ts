import type { PanelProposal } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { isolated } from '../../../platform/isolation/isolated.ts';
import type { PanelQuestion } from './panel-question.ts';

const bounds = { seconds: 120, megabytes: 2_048 };

/** The cheapest panels by HiGHS, beside the requests of everybody else (docs/adr/0013). */
@Injectable()
export class PanelSolver {
  private turn: Promise<unknown> = Promise.resolve();

  /** One after another: two at a time would only be slower together. */
  solve(question: PanelQuestion): Promise<PanelProposal> {
    const answer = this.turn.then(() => this.ask(question));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async ask(question: PanelQuestion): Promise<PanelProposal> {
    const result = await isolated<PanelProposal>('panel-solver-child', import.meta.url, question, bounds);
    if (!result.ok) throw new Error(`no panels were found: ${result.reason}`);
    return result.value;
  }
}
