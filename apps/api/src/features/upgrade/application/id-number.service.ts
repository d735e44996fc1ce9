import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { idNumberField } from './application-form.queries.ts';
import { ApplicationFormRepository } from './application-form.repository.ts';
import { applicationVisibleTo } from './application-fragments.ts';
import { ofStudio } from './application-writing.service.ts';
import { ApplicationRepository } from './application.repository.ts';

/** The audited reading of a full number. */
@Injectable()
export class IdNumberService {
  private readonly applications: ApplicationRepository;
  private readonly forms: ApplicationFormRepository;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(
    applications: ApplicationRepository,
    forms: ApplicationFormRepository,
    cipher: FieldCipher,
    unit: UnitOfWork,
    audit: AuditLog,
  ) {
    this.applications = applications;
    this.forms = forms;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
  }

  reveal(actor: Actor, id: string, reason: string): Promise<string | null> {
    return this.unit.run(async () => {
      const application = await this.applications.forUpdate(id, applicationVisibleTo(actor));
      const { cipher } = await this.forms.sealedIdNumber(id);
      await this.audit.record({
        subject: { type: 'application', id },
        action: 'revealed',
        reason,
        ...ofStudio(application),
        facts: { field: 'id-number' },
      });
      return cipher === null ? null : this.cipher.open(cipher, idNumberField);
    });
  }
}
