import type { ProvisionalFact } from '@jianglian/domain/upgrade';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvaluationListeners } from '../../evaluation/index.ts';
import { type HeardEvent, StudioEventListeners } from '../../studio/index.ts';
import { ProvisionalService } from './provisional.service.ts';

/** Hears of grades, corrections and standings, whoever brings them about. */
@Injectable()
export class ProvisionalListener implements OnModuleInit {
  private readonly studios: StudioEventListeners;
  private readonly evaluations: EvaluationListeners;
  private readonly service: ProvisionalService;

  constructor(studios: StudioEventListeners, evaluations: EvaluationListeners, service: ProvisionalService) {
    this.studios = studios;
    this.evaluations = evaluations;
    this.service = service;
  }

  onModuleInit(): void {
    this.studios.register((heard) =>
      this.service.heard(
        heard.flatMap(({ studioId, event }) => {
          const fact = factOf(event);
          return fact ? [{ studioId, fact }] : [];
        }),
      ),
    );
    this.evaluations.onWithdrawal(({ studioId }) =>
      this.service.heard([{ studioId, fact: { kind: 'not-evaluated' } }]),
    );
  }
}

function factOf(event: HeardEvent['event']): ProvisionalFact | undefined {
  switch (event.kind) {
    case 'evaluated':
      return { kind: 'graded', grade: event.facts.grade };
    case 'objection-upheld':
      return { kind: 'graded', grade: event.facts.grade.to };
    case 'evaluation-retracted':
      return { kind: 'retracted' };
    case 'rectification-ordered':
      return { kind: 'standing', standing: 'rectifying' };
    case 'terminated':
    case 'revoked':
      return { kind: 'standing', standing: event.kind };
    default:
      return undefined;
  }
}
