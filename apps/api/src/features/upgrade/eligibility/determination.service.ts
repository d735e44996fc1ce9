import type { Actor } from '@jianglian/domain/identity';
import type { RuleSet, UpgradeFacts } from '@jianglian/domain/upgrade';
import { verdictOf } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { determinationId } from './determination-id.ts';
import { DeterminationRepository } from './determination.repository.ts';

type Subject =
  | { readonly studioId: string; readonly applicationId: null }
  | { readonly studioId: null; readonly applicationId: string };

/** Keeps what was found, so that a decision can show years later what it rested on. */
@Injectable()
export class DeterminationService {
  private readonly determinations: DeterminationRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(determinations: DeterminationRepository, unit: UnitOfWork, audit: AuditLog, clock: Clock) {
    this.determinations = determinations;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The id under which the verdict over these facts stands; joins the unit under way. */
  keep(actor: Actor | null, studioId: string, rules: RuleSet, facts: UpgradeFacts): Promise<string> {
    return this.kept(actor, { studioId, applicationId: null }, rules, facts);
  }

  /** Of a studio that is still to be founded: whose case it is is the application. */
  keepFounding(actor: Actor | null, applicationId: string, rules: RuleSet, facts: UpgradeFacts): Promise<string> {
    return this.kept(actor, { studioId: null, applicationId }, rules, facts);
  }

  private kept(actor: Actor | null, subject: Subject, rules: RuleSet, facts: UpgradeFacts): Promise<string> {
    return this.unit.run(async () => {
      const verdict = verdictOf(rules, facts);
      const id = determinationId(subject.studioId ?? subject.applicationId, verdict, facts);
      const by = actor?.accountId ?? null;
      if (await this.determinations.keep({ id, ...subject, verdict, facts, by, at: this.clock.now() })) {
        await this.audit.record({
          subject: { type: 'upgrade-determination', id },
          action: 'determined',
          to: verdict.outcome,
          ...(subject.studioId === null ? {} : { studioId: subject.studioId }),
          facts: { ruleSet: verdict.ruleSet, target: verdict.target },
        });
      }
      return id;
    });
  }
}
