import type { StudioAct } from '@jianglian/domain/studio';
import { decideAct, homeKinds } from '@jianglian/domain/studio';
import type { StudioEvent, StudioState } from '@jianglian/domain/studio';
import { applyEvent } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import type { CivilDate, Refusal } from '@jianglian/domain/kernel';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork, violates } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { studioRefusals } from '@jianglian/domain/studio';
import { StudioEventListeners } from './studio-event-listeners.service.ts';
import { type LockedStudio, StudioRepository } from './studio.repository.ts';

export interface StudioActOn {
  readonly studioId: string;
  readonly act: StudioAct;
}

/**
 * Records acts on studios for every feature: load, decide, save, in the unit under way. Whether the actor may do it is
 * the caller's matter.
 */
@Injectable()
export class StudioEvents {
  private readonly studios: StudioRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;
  private readonly listeners: StudioEventListeners;

  constructor(
    studios: StudioRepository,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
    listeners: StudioEventListeners,
  ) {
    this.studios = studios;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** Appends one act's event; throws RefusedError with every reason against it. */
  async record(studioId: string, act: StudioAct): Promise<void> {
    await this.recordAll([{ studioId, act }]);
  }

  /** Many acts at once, all or none; several on one studio take effect in the order given. */
  recordAll(acts: readonly StudioActOn[]): Promise<void> {
    if (acts.length === 0) return Promise.resolve();
    return this.unit.run(async () => {
      const locked = await this.studios.forUpdate([...new Set(acts.map(({ studioId }) => studioId))]);
      const changes = new Map<string, { before: LockedStudio; state: StudioState; events: StudioEvent[] }>();
      const reasons: Refusal[] = [];
      for (const { studioId, act } of acts) {
        const before = locked.get(studioId);
        if (!before) throw new NotFoundError('studio');
        const change = changes.get(studioId) ?? { before, state: before.state, events: [] };
        changes.set(studioId, change);
        const decision = decideAct(recordSoFar(change), act, {
          today: this.clock.today(),
          ...(await this.neighbours(change.state, studioId, act)),
        });
        if (!decision.ok) reasons.push(...decision.refusals);
        else {
          change.events.push(decision.value);
          change.state = applyEvent(change.state, decision.value);
        }
      }
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.save([...changes.values()]);
    });
  }

  private async save(changes: readonly { before: LockedStudio; state: StudioState; events: StudioEvent[] }[]) {
    try {
      await this.studios.save(changes);
    } catch (error) {
      // Somebody else named a studio after this master in the same moment; the index of 三(三) has the last word.
      if (violates(error, 'one_master_one_studio')) throw new RefusedError([studioRefusals('master-already-names')]);
      throw error;
    }
    for (const { before, state, events } of changes) {
      for (const event of events) {
        await this.audit.record({
          subject: { type: 'studio', id: before.id },
          studioId: before.id,
          action: event.kind,
          from: before.state.standing,
          to: state.standing,
          ...(event.reason === null ? {} : { reason: event.reason }),
          revision: before.revision + 1,
          facts: { position: event.position, happenedOn: event.happenedOn, documentNumber: event.documentNumber },
        });
      }
    }
    await this.listeners.tell(
      changes.flatMap(({ before, events }) => events.map((event) => ({ studioId: before.id, event }))),
    );
  }

  /** What the act meets outside its own studio: R06 for a new master, R07 for a new unit, occupation or tier. */
  private async neighbours(state: StudioState, studioId: string, act: StudioAct) {
    const masterNames =
      act.kind === 'master-changed'
        ? ((await this.studios.namedBy([act.master.id], studioId)).get(act.master.id) ?? null)
        : null;
    const after = {
      hostUnitId: act.kind === 'relocated' || act.kind === 'host-merged' ? act.hostUnit.id : state.hostUnit.id,
      occupationName: act.kind === 'reclassified' ? act.occupation?.name : state.occupation?.name,
      tier: act.kind === 'upgraded' || act.kind === 'downgraded' ? act.tier : state.tier,
    };
    const moved =
      after.hostUnitId !== state.hostUnit.id ||
      after.occupationName !== state.occupation?.name ||
      after.tier !== state.tier;
    const { occupationName } = after;
    return {
      masterNames,
      twins: moved && occupationName ? await this.studios.twinsOf({ ...after, occupationName, besides: studioId }) : [],
    };
  }
}

function recordSoFar({ before, state, events }: { before: LockedStudio; state: StudioState; events: StudioEvent[] }) {
  const last = events.at(-1);
  if (last === undefined) return before;
  const latest = (day: CivilDate, which: (event: StudioEvent) => boolean) =>
    events.filter(which).reduce((found, { happenedOn }) => (happenedOn > found ? happenedOn : found), day);
  return {
    state,
    lastPosition: last.position,
    lastEventOn: latest(before.lastEventOn, ({ kind }) => kind !== 'team-changed'),
    homeSince: latest(before.homeSince, ({ kind }) => homeKinds.includes(kind)),
  };
}
