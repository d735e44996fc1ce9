import type { ReceiptView } from '@jianglian/contracts/receipt';
import type { ApplicationView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import {
  type ApplicationAction,
  applicationFaults,
  type ApplicationContext,
  applicationMachine,
  applicationRefusals as refuse,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { contentHash, Receipts } from '../../../platform/receipts/index.ts';
import { DeterminationService } from '../eligibility/determination.service.ts';
import { RankingService } from '../recommendation/ranking.service.ts';
import { RecommendationNews } from '../recommendation/recommendation-news.service.ts';
import { ApplicationFormQueries, contentOf } from './application-form.queries.ts';
import { ApplicationFormRepository } from './application-form.repository.ts';
import { applicationVisibleTo } from './application-fragments.ts';
import { ApplicationRegisterQueries } from './application-register.queries.ts';
import { ApplicationVerdictQueries } from './application-verdict.queries.ts';
import { ofStudio } from './application-writing.service.ts';
import { ApplicationQueries } from './application.queries.ts';
import { ApplicationRepository, type LockedApplication } from './application.repository.ts';
import { dossierOf, type OpenDossier, versionContentOf } from './dossier.mapper.ts';

/** Handing in with a receipt, withdrawing, and giving back for correction. */
@Injectable()
export class ApplicationService {
  private readonly applications: ApplicationRepository;
  private readonly forms: ApplicationFormRepository;
  private readonly formQueries: ApplicationFormQueries;
  private readonly register: ApplicationRegisterQueries;
  private readonly verdicts: ApplicationVerdictQueries;
  private readonly queries: ApplicationQueries;
  private readonly determinations: DeterminationService;
  private readonly ranking: RankingService;
  private readonly news: RecommendationNews;
  private readonly receipts: Receipts;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    applications: ApplicationRepository,
    forms: ApplicationFormRepository,
    formQueries: ApplicationFormQueries,
    register: ApplicationRegisterQueries,
    verdicts: ApplicationVerdictQueries,
    queries: ApplicationQueries,
    determinations: DeterminationService,
    ranking: RankingService,
    news: RecommendationNews,
    receipts: Receipts,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.applications = applications;
    this.forms = forms;
    this.formQueries = formQueries;
    this.register = register;
    this.verdicts = verdicts;
    this.queries = queries;
    this.determinations = determinations;
    this.ranking = ranking;
    this.news = news;
    this.receipts = receipts;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The instant that counts is that of arrival; what is handed in is what the applicant has seen. */
  submit(
    actor: Actor,
    id: string,
    seen: { revision: number; contentRevision: number },
  ): Promise<{ application: ApplicationView; receipt: ReceiptView }> {
    return this.unit.run(async () => {
      const application = await this.opened(actor, id, seen.revision);
      const at = this.clock.arrival();
      const form = await this.formQueries.of(id);
      if (form.contentRevision !== seen.contentRevision) throw staleRevision(await this.queries.view(actor, id));
      const context = { actor, now: at, round: application.round };
      // Not in this state or not now: said before a verdict is worked out that nobody asked for.
      this.demand('submit', application, context);
      const register = await this.register.of(id);
      const judged = await this.verdicts.live(actor, application, contentOf(form.sections));
      const dossier: OpenDossier = { application, form, register, judged, today: this.clock.today() };
      const state = this.demand('submit', application, { ...context, faults: applicationFaults(dossierOf(dossier)) });
      const determinationId =
        application.studioId === null
          ? await this.determinations.keepFounding(actor, id, judged.rules, judged.facts)
          : await this.determinations.keep(actor, application.studioId, judged.rules, judged.facts);
      const fileIds = [...form.files.flatMap(({ files }) => files), ...(form.evidence ? [form.evidence] : [])];
      const hashes = await this.forms.hashesOf(fileIds.map((file) => file.id));
      const sealed = await this.forms.sealedIdNumber(id);
      const content = versionContentOf(dossier, application, {
        hashes,
        idNumberIndex: sealed.index,
        determination: determinationId,
      });
      const receipt = await this.receipts.issue({
        purpose: 'application',
        title: application.round.title,
        subject: { type: 'application', id },
        content,
        at,
        ...ofStudio(application),
      });
      const number = await this.forms.keepVersion({
        applicationId: id,
        at,
        accountId: actor.accountId,
        content,
        hash: contentHash(content),
        receipt: receipt.serial,
        determinationId,
      });
      await this.applications.save(id, {
        state,
        submittedAt: at,
        stateReason: null,
        stateClause: null,
        awaitsEvaluation: judged.verdict.outcome === 'provisional',
        hostUnitName: register.unit.name,
        ...(register.studio && register.master
          ? {
              studioName: register.studio.name,
              masterName: register.master.name,
              occupationName: register.studio.occupationName,
            }
          : {}),
      });
      await this.recorded(application, 'submit', state, { number, receipt: receipt.serial, determinationId });
      // Read before the commit: what is handed in never lacks its answer for want of a connection.
      return { application: await this.queries.view(actor, id), receipt };
    });
  }

  withdraw(actor: Actor, id: string, revision: number): Promise<void> {
    return this.unit.run(async () => {
      const application = await this.opened(actor, id, revision);
      const state = this.demand('withdraw', application, this.contextOf(actor, application));
      await this.applications.save(id, { state });
      await this.ranking.release(id, 'withdrawn');
      await this.recorded(application, 'withdraw', state);
    });
  }

  /** 审核 by the recommender: back to the applicant until its own window closes. */
  giveBack(actor: Actor, id: string, { revision, reason }: { revision: number; reason: string }): Promise<void> {
    return this.unit.run(async () => {
      const application = await this.opened(actor, id, revision);
      const state = this.demand('return', application, { ...this.contextOf(actor, application), reason });
      await this.applications.save(id, { state, stateReason: reason, stateClause: null });
      await this.ranking.release(id, 'returned');
      await this.recorded(application, 'return', state, {}, reason);
      await this.news.returned(application, reason);
    });
  }

  private async opened(actor: Actor, id: string, revision: number): Promise<LockedApplication> {
    const application = await this.applications.forUpdate(id, applicationVisibleTo(actor));
    if (application.revision !== revision) throw staleRevision(await this.queries.view(actor, id));
    return application;
  }

  private contextOf(actor: Actor, { round }: LockedApplication): ApplicationContext {
    return { actor, now: this.clock.arrival(), round };
  }

  private demand(action: ApplicationAction, application: LockedApplication, context: ApplicationContext) {
    const outcome = attempt(applicationMachine, action, application, context);
    if (outcome.ok) return outcome.subject.state;
    const incomplete = outcome.refusals.some(({ code }) => code === refuse('incomplete').code);
    throw new RefusedError(outcome.refusals, incomplete ? 422 : 409);
  }

  private recorded(
    application: LockedApplication,
    action: ApplicationAction,
    to: string,
    facts: object = {},
    reason?: string,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'application', id: application.id },
      action,
      from: application.state,
      to,
      revision: application.revision + 1,
      ...ofStudio(application),
      ...(reason === undefined ? {} : { reason }),
      facts,
    });
  }
}
