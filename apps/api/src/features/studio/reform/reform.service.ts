import type { ReformRow, studioApi } from '@jianglian/contracts/studio';
import type { ReplyOf } from '@jianglian/contracts/shared';
import type { CivilDate, Refusal } from '@jianglian/domain/kernel';
import type { Home, Named, ReformDistrict, ReformRecommender } from '@jianglian/domain/studio';
import {
  changeRefusals,
  isFinal,
  moveRefusals,
  recommenderAfter,
  reformAct,
  reformRefusals,
  successorsOf,
  suggestedHome,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { ReferenceCheck } from '../reference-check.repository.ts';
import { StudioEvents } from '../studio-events.service.ts';
import { recordOf, StudioRepository } from '../studio.repository.ts';
import { type AffectedStudio, ReformQueries } from './reform.queries.ts';

export interface ReformOrder {
  readonly day: CivilDate;
  readonly happenedOn: CivilDate;
  readonly documentNumber: string | null;
  readonly reason: string | null;
}
export interface Move extends Home {
  readonly studioId: string;
  readonly revision: number;
}

interface Dictionaries {
  readonly districts: readonly ReformDistrict[];
  readonly recommenders: readonly ReformRecommender[];
}

/** A reform of districts as one act of the office: the studios of abolished districts get their new home, with its day. */
@Injectable()
export class ReformService {
  private readonly queries: ReformQueries;
  private readonly studios: StudioRepository;
  private readonly events: StudioEvents;
  private readonly reference: ReferenceCheck;
  private readonly files: Files;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    queries: ReformQueries,
    studios: StudioRepository,
    events: StudioEvents,
    reference: ReferenceCheck,
    files: Files,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.queries = queries;
    this.studios = studios;
    this.events = events;
    this.reference = reference;
    this.files = files;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Every running studio of the districts, with what follows by itself, what was chosen, and what speaks against it. */
  async preview(order: ReformOrder, choices: readonly (Home & { readonly studioId: string })[]): Promise<ReformRow[]> {
    const affected = await this.queries.affected(order.day);
    const dictionaries = await this.dictionaries();
    const events = await this.studios.eventsOf(affected.map(({ id }) => id));
    const chosen = new Map(choices.map((choice) => [choice.studioId, choice]));
    return affected.map((studio) => {
      const successors = successorsOf(dictionaries.districts, studio.districtCode, order.happenedOn);
      const home =
        chosen.get(studio.id) ?? suggestedHome(studio, successors, dictionaries.recommenders, order.happenedOn);
      const named = home && this.named(home, dictionaries);
      const move = named && {
        record: recordOf(events.get(studio.id) ?? []),
        districtCode: named.district.code,
        recommender: named.recommender,
        successors,
      };
      return {
        ...rowOf(studio),
        choices: successors.map(({ code, name }) => {
          const recommender = recommenderAfter(dictionaries.recommenders, studio, code, order.happenedOn);
          return { code, name, recommender: recommender ? { id: recommender.id, name: recommender.name } : null };
        }),
        to: named ?? null,
        refusals: (move
          ? moveRefusals(move, { ...order, fileId: null }, { today: this.clock.today() })
          : [reformRefusals(successors.length === 0 ? 'not-abolished' : 'no-home-chosen')]) as ReformRow['refusals'],
      };
    });
  }

  /** All or none: each refusal names the move by its `row` from 1. */
  run(
    order: ReformOrder & { readonly fileId: string | null },
    moves: readonly Move[],
  ): Promise<ReplyOf<typeof studioApi.runReform>> {
    return this.unit.run(async () => {
      if (order.fileId !== null && (await this.files.find(order.fileId)).purpose !== 'document') {
        throw new RefusedError([changeRefusals('file-unknown')]);
      }
      const dictionaries = await this.dictionaries();
      const locked = await this.studios.forUpdate(moves.map(({ studioId }) => studioId));
      const faults = await this.faultsOf(moves, order.happenedOn);
      const reasons: Refusal[] = [];
      const acts = moves.flatMap((move, index) => {
        const studio = locked.get(move.studioId);
        const named = this.named(move, dictionaries);
        const against =
          !studio || studio.revision !== move.revision || !named
            ? [reformRefusals('changed-meanwhile')]
            : isFinal(studio.state.standing)
              ? [reformRefusals('ended-meanwhile')]
              : [
                  ...(faults.get(keyOf(move)) ?? []),
                  ...moveRefusals(
                    {
                      record: studio,
                      districtCode: move.districtCode,
                      recommender: named.recommender,
                      successors: successorsOf(dictionaries.districts, studio.state.districtCode, order.happenedOn),
                    },
                    order,
                    { today: this.clock.today() },
                  ),
                ];
        reasons.push(...against.map(({ code, params }) => ({ code, params: { ...params, row: index + 1 } })));
        if (!named || against.length > 0) return [];
        const { happenedOn, documentNumber, reason, fileId } = order;
        const to = { districtCode: move.districtCode, recommender: named.recommender };
        return [{ studioId: move.studioId, act: reformAct(to, { happenedOn, documentNumber, reason, fileId }) }];
      });
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.events.recordAll(acts);
      const counts = Map.groupBy(moves, ({ districtCode }) => districtCode);
      const districts = [...counts].map(([code, those]) => ({
        code,
        name: dictionaries.districts.find((one) => one.code === code)?.name ?? code,
        count: those.length,
      }));
      await this.audit.record({
        subject: { type: 'district-reform', id: order.day },
        action: 'run',
        facts: { happenedOn: order.happenedOn, documentNumber: order.documentNumber, moved: moves.length, districts },
      });
      return { moved: moves.length, districts };
    });
  }

  private async dictionaries(): Promise<Dictionaries> {
    const [districts, recommenders] = await Promise.all([this.queries.districts(), this.queries.recommenders()]);
    return { districts, recommenders };
  }

  private named(home: Home, { districts, recommenders }: Dictionaries) {
    const district = districts.find(({ code }) => code === home.districtCode);
    const recommender = recommenders.find(({ id }) => id === home.recommenderId);
    return district && recommender
      ? { district: { code: district.code, name: district.name }, recommender: named(recommender) }
      : undefined;
  }

  /** Whether district and recommender hold on the day, once for each pair. */
  private async faultsOf(moves: readonly Move[], day: CivilDate): Promise<ReadonlyMap<string, readonly Refusal[]>> {
    const found = new Map<string, readonly Refusal[]>();
    for (const move of moves) {
      if (!found.has(keyOf(move))) found.set(keyOf(move), await this.reference.faults(move, day));
    }
    return found;
  }
}

const keyOf = ({ districtCode, recommenderId }: Home): string => `${districtCode} ${recommenderId}`;
const named = ({ id, name }: Named): Named & { id: string } => ({ id, name });

const rowOf = (studio: AffectedStudio) => ({
  studio: { id: studio.id, code: studio.code, name: studio.name, tier: studio.tier, revision: studio.revision },
  hostUnit: { name: studio.unitName, districtName: studio.unitDistrictName },
  from: { code: studio.districtCode, name: studio.districtName },
  recommender: { id: studio.recommenderId, name: studio.recommenderName },
});
