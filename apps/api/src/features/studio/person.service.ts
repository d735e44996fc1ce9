import { type Actor, within } from '@jianglian/domain/identity';
import { hostUnitRefusals, personRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../platform/http/problem/index.ts';
import { type HostUnit, HostUnitRepository, type NewHostUnit } from './host-unit.repository.ts';
import { MasterRepository, type NewMaster } from './master.repository.ts';
import type { SealedField } from './sealed-master.mapper.ts';
import { StudioAccess } from './studio-access.queries.ts';
import { StudioRepository } from './studio.repository.ts';

/** Corrections of a master's and a unit's data, and the audited reading of a full number. */
@Injectable()
export class PersonService {
  private readonly masters: MasterRepository;
  private readonly units: HostUnitRepository;
  private readonly studios: StudioRepository;
  private readonly access: StudioAccess;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    masters: MasterRepository,
    units: HostUnitRepository,
    studios: StudioRepository,
    access: StudioAccess,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.masters = masters;
    this.units = units;
    this.studios = studios;
    this.access = access;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** False: the revision of the master is stale. Which fields changed is recorded, their contents are not. */
  describeMaster(studioId: string, revision: number, description: NewMaster): Promise<boolean> {
    return this.unit.run(async () => {
      const master = await this.masterOf(studioId);
      if (master.revision !== revision) return false;
      const reasons = personRefusals(description, this.clock.today());
      if (reasons.length > 0) throw new RefusedError(reasons, 422);
      await this.masters.save(master.id, description);
      await this.audit.record({
        subject: { type: 'master', id: master.id },
        studioId,
        action: 'described',
        revision: revision + 1,
        facts: { fields: changedFields(master, description) },
      });
      return true;
    });
  }

  reveal(actor: Actor, studioId: string, field: SealedField, reason: string): Promise<string | null> {
    return this.unit.run(async () => {
      await this.access.demand(within(actor, 'personal-number:reveal'), studioId);
      const master = await this.masterOf(studioId);
      await this.audit.record({
        subject: { type: 'master', id: master.id },
        studioId,
        action: 'revealed',
        reason,
        facts: { field },
      });
      return this.masters.open(master, field);
    });
  }

  /** A unit that wants its first studio; its id. */
  registerHostUnit(description: NewHostUnit): Promise<string> {
    return this.unit.run(async () => {
      const reasons = hostUnitRefusals(description);
      if (reasons.length > 0) throw new RefusedError(reasons, 422);
      const id = await this.units.add(description);
      await this.audit.record({
        subject: { type: 'host-unit', id },
        action: 'registered',
        revision: 1,
        facts: { name: description.name, kind: description.kind },
      });
      return id;
    });
  }

  describeHostUnit(id: string, revision: number, description: Required<NewHostUnit>): Promise<HostUnit> {
    return this.unit.run(async () => {
      const before = await this.units.forUpdate(id);
      if (!before) throw new NotFoundError('host unit');
      if (before.revision !== revision) throw staleRevision(before);
      const reasons = hostUnitRefusals({ id, ...description });
      if (reasons.length > 0) throw new RefusedError(reasons, 422);
      await this.units.save({ ...before, ...description });
      await this.audit.record({
        subject: { type: 'host-unit', id },
        action: 'described',
        revision: revision + 1,
        facts: { from: before.name, to: description.name, fields: changedFields(before, description) },
      });
      return { ...before, ...description, revision: revision + 1 };
    });
  }

  private async masterOf(studioId: string) {
    const studio = (await this.studios.forUpdate([studioId])).get(studioId);
    const master = studio && (await this.masters.forUpdate(studio.state.master.id));
    if (!master) throw new NotFoundError('studio');
    return master;
  }
}

const changedFields = (before: object, after: object): readonly string[] =>
  Object.entries(after).flatMap(([field, value]) =>
    value === undefined || JSON.stringify((before as Record<string, unknown>)[field]) === JSON.stringify(value)
      ? []
      : [field],
  );
