import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { MasterRepository } from './master.repository.ts';
import type { Honour } from './sealed-master.mapper.ts';

/** Adds to a master's honours what another feature knows was given; whether the actor may is the caller's matter. */
@Injectable()
export class MasterHonours {
  private readonly masters: MasterRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(masters: MasterRepository, unit: UnitOfWork, audit: AuditLog) {
    this.masters = masters;
    this.unit = unit;
    this.audit = audit;
  }

  /** Joins the unit under way. One that stands there already is not written twice. */
  add(masterId: string, studioId: string, honour: Honour): Promise<void> {
    return this.unit.run(async () => {
      const master = await this.masters.forUpdate(masterId);
      if (!master) throw new NotFoundError('master');
      if (master.honours.some(({ name }) => name === honour.name)) return;
      const { name, gender, birthDate, skillLevel } = master;
      await this.masters.save(masterId, {
        name,
        gender,
        birthDate,
        skillLevel,
        honours: [...master.honours, honour],
      });
      await this.audit.record({
        subject: { type: 'master', id: masterId },
        studioId,
        action: 'honoured',
        revision: master.revision + 1,
        facts: { honour: honour.name, year: honour.year ?? null },
      });
    });
  }
}
