import type { Actor } from '@jianglian/domain/identity';
import {
  birthDateOf,
  canonicalJson,
  isResidentId,
  maskResidentId,
  normaliseResidentId,
  type Refusal,
} from '@jianglian/domain/kernel';
import type { ApplicationSection, AppliedTier, ExceptionGround, SectionContent } from '@jianglian/domain/upgrade';
import { applicationRefusals as refuse, isBlank, sectionRefusals, writingRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { ApplicationFormQueries, idNumberField } from './application-form.queries.ts';
import { ApplicationFormRepository } from './application-form.repository.ts';
import { applicationVisibleTo } from './application-fragments.ts';
import { type ApplicationChanges, ApplicationRepository, type LockedApplication } from './application.repository.ts';

/** The applicant writes the form part by part; each has a revision of its own, so that two people on two parts never meet. */
@Injectable()
export class ApplicationWriting {
  private readonly applications: ApplicationRepository;
  private readonly forms: ApplicationFormRepository;
  private readonly queries: ApplicationFormQueries;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    applications: ApplicationRepository,
    forms: ApplicationFormRepository,
    queries: ApplicationFormQueries,
    cipher: FieldCipher,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.applications = applications;
    this.forms = forms;
    this.queries = queries;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  saveSection(
    actor: Actor,
    id: string,
    section: ApplicationSection,
    { content, revision }: { readonly content: SectionContent; readonly revision: number },
  ): Promise<void> {
    return this.unit.run(async () => {
      const application = await this.open(actor, id);
      const refusals: Refusal[] = [...sectionRefusals(application.kind, section, content)];
      if (refusals.length === 0 && section === 'target') {
        const unknown = await this.forms.unknownReferences(content, this.clock.today());
        refusals.push(...unknown.map((field) => refuse('reference-unknown', { applicationField: field })));
      }
      if (refusals.length > 0) throw new RefusedError(refusals, 422);
      const part = { applicationId: id, section, content, revision, accountId: actor.accountId, at: this.clock.now() };
      if (!(await this.forms.savePart(part))) {
        const current = await this.queries.section(id, section);
        // Saved already, and only the answer was lost.
        if (current.revision === revision + 1 && sameContent(current.content, content)) return;
        throw staleRevision(current);
      }
      await this.applications.note(id, headOf(application, section, content));
      await this.audit.record({
        subject: { type: 'application', id },
        action: 'section-saved',
        revision: application.revision,
        ...ofStudio(application),
        facts: { section, sectionRevision: revision + 1 },
      });
    });
  }

  /** Answers it masked. The number itself is nowhere but in its sealed column. */
  saveIdNumber(actor: Actor, id: string, text: string): Promise<{ idNumber: string; idBirthDate: string }> {
    return this.unit.run(async () => {
      const application = await this.open(actor, id);
      const idNumber = normaliseResidentId(text);
      if (application.kind !== 'founding' || !isResidentId(idNumber, this.clock.today())) {
        throw new RefusedError([refuse('id-number-malformed')], 422);
      }
      await this.forms.setIdNumber(id, {
        cipher: this.cipher.seal(idNumber, idNumberField),
        index: this.cipher.index(idNumber, idNumberField),
      });
      await this.audit.record({ subject: { type: 'application', id }, action: 'id-number-saved' });
      return { idNumber: maskResidentId(idNumber), idBirthDate: birthDateOf(idNumber) as string };
    });
  }

  private async open(actor: Actor, id: string): Promise<LockedApplication> {
    const application = await this.applications.forUpdate(id, applicationVisibleTo(actor));
    const refusals = writingRefusals(application, { actor, now: this.clock.arrival(), round: application.round });
    if (refusals.length > 0) throw new RefusedError(refusals);
    return application;
  }
}

export const ofStudio = ({ studioId }: Pick<LockedApplication, 'studioId'>): { studioId?: string } =>
  studioId === null ? {} : { studioId };

/** What the lists show of the form: it stands in the application itself. */
function headOf(
  application: LockedApplication,
  section: ApplicationSection,
  content: SectionContent,
): ApplicationChanges {
  const said = (field: string): string | undefined => {
    const value = content[field];
    return typeof value === 'string' && !isBlank(value) ? value.trim() : undefined;
  };
  if (section === 'master' && application.kind === 'founding') return { masterName: said('master-name') ?? '' };
  if (section !== 'target') return {};
  return {
    target: (said('target') as AppliedTier | undefined) ?? application.target,
    exceptionGround: (said('exception-ground') as ExceptionGround | undefined) ?? null,
    ...(application.kind === 'founding'
      ? {
          studioName: said('studio-name') ?? '',
          occupationName: said('occupation') ?? null,
          recommenderId: said('recommender') ?? application.recommenderId,
        }
      : {}),
  };
}

const sameContent = (one: SectionContent, other: SectionContent): boolean =>
  canonicalJson(one) === canonicalJson(other);
