import type { CivilDate } from '@jianglian/domain/kernel';
import type { Named, OccupationRef, StudioAct, StudioActKind } from '@jianglian/domain/studio';
import { changeKinds, openApplicationRefusal, studioRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Files } from '../../platform/files/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { ChangeRepository } from './change/change.repository.ts';
import { HostUnitRepository, type NewHostUnit } from './host-unit.repository.ts';
import { MasterRepository, type NewMaster } from './master.repository.ts';
import { ReferenceCheck } from './reference-check.repository.ts';
import { StudioEvents } from './studio-events.service.ts';
import { type FoundingOrder, StudioRegister } from './studio-register.service.ts';
import { StudioRepository } from './studio.repository.ts';

/** An act as the office writes it: units and masters by id or with their data, the recommender by id. */
export interface ActOrder {
  readonly kind: StudioActKind;
  readonly happenedOn: CivilDate;
  readonly fileId?: string | null;
  readonly hostUnit?: { readonly id: string } | NewHostUnit;
  readonly master?: { readonly id: string } | NewMaster;
  readonly recommenderId?: string;
  readonly districtCode?: string;
  readonly clusterCode?: string;
  readonly secondaryClusters?: readonly string[];
  readonly occupation?: OccupationRef | null;
}

export interface Rehoming {
  readonly fromDistrictCode?: string | undefined;
  readonly districtCode: string;
  readonly recommenderId: string;
  readonly studioIds?: readonly string[] | undefined;
  readonly happenedOn: CivilDate;
  readonly documentNumber: string | null;
  readonly reason: string | null;
  readonly fileId: string | null;
}

/** What the office does in the registry. */
@Injectable()
export class StudioService {
  private readonly register: StudioRegister;
  private readonly events: StudioEvents;
  private readonly studios: StudioRepository;
  private readonly units: HostUnitRepository;
  private readonly masters: MasterRepository;
  private readonly reference: ReferenceCheck;
  private readonly unit: UnitOfWork;
  private readonly files: Files;
  private readonly changes: ChangeRepository;

  constructor(
    register: StudioRegister,
    events: StudioEvents,
    studios: StudioRepository,
    units: HostUnitRepository,
    masters: MasterRepository,
    reference: ReferenceCheck,
    unit: UnitOfWork,
    files: Files,
    changes: ChangeRepository,
  ) {
    this.register = register;
    this.events = events;
    this.studios = studios;
    this.units = units;
    this.masters = masters;
    this.reference = reference;
    this.unit = unit;
    this.files = files;
    this.changes = changes;
  }

  found(order: FoundingOrder): Promise<string> {
    return this.unit.run(async () => {
      await this.known(order);
      try {
        const [id] = await this.register.found([order]);
        return id as string;
      } catch (error) {
        throw withoutRow(error);
      }
    });
  }

  /** Registers one act. False: the revision is stale and nothing was done. */
  act(id: string, revision: number, order: ActOrder): Promise<boolean> {
    return this.unit.run(async () => {
      const studio = (await this.studios.forUpdate([id])).get(id);
      if (!studio) throw new NotFoundError('studio');
      if (studio.revision !== revision) return false;
      await this.known(order);
      // A rectification with a procedure of its own is moved there: by hand only where there is none.
      if (proceduralActs.includes(order.kind) && (await this.studios.isInProcedure(id))) {
        throw new RefusedError([studioRefusals('in-rectification-procedure')]);
      }
      await this.demandNoApplication(id, order.kind);
      await this.events.record(id, await this.resolved(order));
      return true;
    });
  }

  /** After a reform of districts: all running studios of one district, or those chosen, move on a day. */
  rehome({ fromDistrictCode, studioIds, recommenderId, ...order }: Rehoming): Promise<number> {
    return this.unit.run(async () => {
      await this.known({ ...order, recommenderId });
      const recommender = await this.reference.recommender(recommenderId);
      const ids = await this.studios.running({ districtCode: fromDistrictCode, ids: studioIds });
      await this.events.recordAll(
        ids.map((studioId) => ({ studioId, act: { kind: 're-homed', ...order, recommender } })),
      );
      return ids.length;
    });
  }

  /**
   * What the studio applies for is decided there, once, with its opinion and its papers. A draft nobody has handed in is no
   * application yet, and the office knows nothing of it.
   */
  private async demandNoApplication(studioId: string, kind: StudioActKind): Promise<void> {
    const applied = changeKinds.find((one) => one === kind);
    const open = applied && (await this.changes.openOfKind(studioId, applied, false));
    if (open !== undefined) throw new RefusedError([openApplicationRefusal(open)]);
  }

  private async resolved({ hostUnit, master, recommenderId, ...rest }: ActOrder): Promise<StudioAct> {
    const [unitNamed] = hostUnit ? await this.units.resolve([hostUnit]) : [];
    const [masterNamed] = master ? await this.masters.resolve([master]) : [];
    const recommender: Named | undefined = recommenderId ? await this.reference.recommender(recommenderId) : undefined;
    return {
      ...rest,
      ...(unitNamed ? { hostUnit: unitNamed } : {}),
      ...(masterNamed ? { master: masterNamed } : {}),
      ...(recommender ? { recommender } : {}),
    } as StudioAct;
  }

  /** What is referred to exists and holds on the day of the act. */
  private async known(order: Omit<ActOrder, 'kind'>): Promise<void> {
    if (order.fileId) await this.files.find(order.fileId);
    const reasons = await this.reference.faults(
      {
        ...(order.districtCode === undefined ? {} : { districtCode: order.districtCode }),
        ...(order.recommenderId === undefined ? {} : { recommenderId: order.recommenderId }),
        clusterCodes: [order.clusterCode ?? [], order.secondaryClusters ?? []].flat(),
        occupationId: order.occupation?.id ?? null,
      },
      order.happenedOn,
    );
    if (reasons.length > 0) throw new RefusedError(reasons, 422);
  }
}

/** What the procedure of a rectification records itself. */
const proceduralActs: readonly StudioActKind[] = [
  'rectification-ordered',
  'rectification-extended',
  'rectification-passed',
  'rectification-failed',
  'downgraded',
  'revoked',
];

/** One founding has no rows to tell apart. */
function withoutRow(error: unknown): unknown {
  if (!(error instanceof RefusedError)) return error;
  const reasons = error.refusals.map(({ code, params: { row: _row, ...params } }) => ({ code, params }));
  return new RefusedError(reasons, error.status);
}
