import { randomUUID } from 'node:crypto';
import type { Refusal } from '@jianglian/domain/kernel';
import type { Founding, Named, OccupationRef, Tier } from '@jianglian/domain/studio';
import { decideFounding, studioRefusals } from '@jianglian/domain/studio';
import type { CivilDate } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork, violates } from '../../platform/database/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { HostUnitRepository, type NewHostUnit } from './host-unit.repository.ts';
import { MasterRepository, type NewMaster } from './master.repository.ts';
import { RegisterNames } from './register-names.repository.ts';
import { StudioRepository } from './studio.repository.ts';
import type { NewStudio } from './studio-writer.repository.ts';

/** A studio to be, with its unit and master either known by id or brought along. */
export interface FoundingOrder {
  readonly name: string;
  readonly tier: Tier;
  readonly happenedOn: CivilDate;
  readonly documentNumber?: string | null;
  readonly reason?: string | null;
  readonly fileId?: string | null;
  readonly despite?: readonly string[];
  readonly hostUnit: { readonly id: string } | NewHostUnit;
  readonly master: { readonly id: string } | NewMaster;
  readonly occupation?: OccupationRef | null;
  readonly clusterCode: string;
  readonly secondaryClusters?: readonly string[];
  readonly recommenderId: string;
  readonly districtCode: string;
}

/** Up to this many foundings are recorded one by one in the audit log; an award list is one entry with all ids. */
const singleRecords = 50;

/** Founds studios: one, or an award list of thousands within seconds. */
@Injectable()
export class StudioRegister {
  private readonly studios: StudioRepository;
  private readonly units: HostUnitRepository;
  private readonly masters: MasterRepository;
  private readonly names: RegisterNames;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    studios: StudioRepository,
    units: HostUnitRepository,
    masters: MasterRepository,
    names: RegisterNames,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.studios = studios;
    this.units = units;
    this.masters = masters;
    this.names = names;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The ids of the new studios, in the order given. All or none: throws RefusedError, each refusal with its `row` from 1. */
  found(orders: readonly FoundingOrder[]): Promise<readonly string[]> {
    return this.unit.run(async () => {
      const units = await this.units.resolve(orders.map(({ hostUnit }) => hostUnit));
      const masters = await this.masters.resolve(orders.map(({ master }) => master));
      const recommenders = await this.names.recommenders(orders.map(({ recommenderId }) => recommenderId));
      const taken = new Map(await this.studios.namedBy(masters.map(({ id }) => id)));
      const twins = await this.names.twins(
        orders.flatMap((order, index) => twinKey(order, units[index] as Named) ?? []),
      );
      const reasons: Refusal[] = [];
      const studios: NewStudio[] = [];
      for (const [index, order] of orders.entries()) {
        const hostUnit = units[index] as Named;
        const master = masters[index] as Named;
        const recommender = recommenders.get(order.recommenderId);
        const founding = foundingOf(order, { hostUnit, master, recommender: recommender ?? noOne });
        const key = twinKey(order, hostUnit);
        const decision = decideFounding(founding, {
          today: this.clock.today(),
          masterNames: taken.get(master.id) ?? null,
          twins: key === undefined ? [] : (twins.get(key.text) ?? []),
        });
        const found = [
          ...(recommender ? [] : [studioRefusals('reference-unknown', { what: 'recommender' })]),
          ...(decision.ok ? [] : decision.refusals),
        ];
        reasons.push(...found.map(({ code, params }) => ({ code, params: { ...params, row: index + 1 } })));
        if (!decision.ok || found.length > 0) continue;
        const id = randomUUID();
        studios.push({ id, award: decision.value });
        taken.set(master.id, { id, name: order.name });
        if (key) twins.set(key.text, [...(twins.get(key.text) ?? []), { id, name: order.name }]);
      }
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.insert(studios);
      return studios.map(({ id }) => id);
    });
  }

  private async insert(studios: readonly NewStudio[]): Promise<void> {
    try {
      await this.studios.insert(studios);
    } catch (error) {
      if (violates(error, 'one_master_one_studio')) throw new RefusedError([studioRefusals('master-already-names')]);
      throw error;
    }
    if (studios.length > singleRecords) {
      await this.audit.record({
        subject: { type: 'award-list', id: (studios[0] as NewStudio).id },
        action: 'awarded',
        facts: { count: studios.length, studioIds: studios.map(({ id }) => id) },
      });
      return;
    }
    for (const { id, award } of studios) {
      await this.audit.record({
        subject: { type: 'studio', id },
        studioId: id,
        action: 'awarded',
        to: 'active',
        revision: 1,
        ...(award.reason === null ? {} : { reason: award.reason }),
        facts: { tier: award.facts.tier, happenedOn: award.happenedOn, documentNumber: award.documentNumber },
      });
    }
  }
}

const noOne: Named = { id: '', name: '' };

function foundingOf(order: FoundingOrder, named: { hostUnit: Named; master: Named; recommender: Named }): Founding {
  return {
    happenedOn: order.happenedOn,
    documentNumber: order.documentNumber ?? null,
    reason: order.reason ?? null,
    fileId: order.fileId ?? null,
    ...(order.despite === undefined ? {} : { despite: order.despite }),
    facts: {
      name: order.name,
      tier: order.tier,
      ...named,
      districtCode: order.districtCode,
      clusterCode: order.clusterCode,
      secondaryClusters: order.secondaryClusters ?? [],
      occupation: order.occupation ?? null,
    },
  };
}

/** Unit, occupation and tier: what 三(三) wants to be one studio's alone. */
function twinKey(order: FoundingOrder, hostUnit: Named) {
  return order.occupation
    ? {
        hostUnitId: hostUnit.id,
        occupationName: order.occupation.name,
        tier: order.tier,
        text: `${hostUnit.id} ${order.occupation.name} ${order.tier}`,
      }
    : undefined;
}
