import type { Actor } from '@jianglian/domain/identity';
import { confirmationRefusals, declarationRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files, FileVisibility } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { DeclarationRepository, type NewDeclaration } from './declaration.repository.ts';

/** Facts that no register has: said by the studio, confirmed by its recommending unit. */
@Injectable()
export class DeclarationService {
  private readonly declarations: DeclarationRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;
  private readonly files: Files;
  private readonly visibility: FileVisibility;

  constructor(
    declarations: DeclarationRepository,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
    files: Files,
    visibility: FileVisibility,
  ) {
    this.declarations = declarations;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
    this.files = files;
    this.visibility = visibility;
  }

  /** For one's own studio only, whatever else one may see. */
  declare(actor: Actor, studioId: string, said: NewDeclaration): Promise<void> {
    if (!actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId)) {
      throw new NotFoundError('studio');
    }
    return this.unit.run(async () => {
      if (!(await this.declarations.lockStudio(studioId))) throw new NotFoundError('studio');
      const reasons = declarationRefusals(said, this.clock.today());
      if (reasons.length > 0) throw new RefusedError(reasons, 422);
      if (said.fileId !== null) {
        const file = await this.files.find(said.fileId);
        if (!(await this.visibility.maySee(file, actor))) throw new NotFoundError('file');
      }
      const id = await this.declarations.insert(studioId, said, { accountId: actor.accountId, at: this.clock.now() });
      await this.audit.record({
        subject: { type: 'declared-fact', id },
        action: 'declared',
        studioId,
        facts: { fact: said.fact, value: said.value, holdsOn: said.holdsOn, source: said.source },
      });
    });
  }

  /** By the unit that recommends the studio now. Answers whose declaration it was. */
  confirm(actor: Actor, id: string): Promise<string> {
    return this.unit.run(async () => {
      const stored = await this.declarations.forConfirmation(id);
      const recommends = actor.grants.some(
        (grant) => grant.role === 'recommender' && grant.recommenderId === stored?.recommenderId,
      );
      if (!stored || !recommends) throw new NotFoundError('declared fact');
      const reasons = confirmationRefusals(stored, actor.accountId);
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.declarations.confirm(id, { accountId: actor.accountId, at: this.clock.now() });
      await this.audit.record({
        subject: { type: 'declared-fact', id },
        action: 'confirmed',
        studioId: stored.studioId,
        facts: { fact: stored.fact },
      });
      return stored.studioId;
    });
  }
}
