import type { StudioEventView, StudioView, TeamMemberView } from '@jianglian/contracts/studio';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { Actor } from '@jianglian/domain/identity';
import { permissionsAt, within } from '@jianglian/domain/identity';
import {
  actOffers,
  historyOf,
  inTeamOn,
  stateAsOf,
  type StudioEvent,
  teamSizeFindings,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { FieldCipher } from '../../platform/crypto/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { type MasterFacts, masterView } from './master.mapper.ts';
import { studioVisibleTo } from './studio-visibility.queries.ts';

interface Head {
  readonly id: string;
  readonly recommenderId: string;
  readonly code: string;
  readonly revision: number;
  readonly lastActiveOn: CivilDate | null;
  readonly events: readonly StudioEventView[];
  readonly team: readonly TeamMemberView[];
}

interface Around {
  readonly hostUnit: StudioView['hostUnit'];
  readonly master: MasterFacts;
  readonly district: StudioView['district'];
  readonly cluster: StudioView['cluster'];
  readonly secondaryClusters: StudioView['secondaryClusters'];
  readonly occupationCode: string | null;
}

/** The studio's page. Decisions follow it, so it reads the primary. */
@Injectable()
export class StudioPageQueries {
  private readonly database: Database;
  private readonly cipher: FieldCipher;
  private readonly clock: Clock;

  constructor(database: Database, cipher: FieldCipher, clock: Clock) {
    this.database = database;
    this.cipher = cipher;
    this.clock = clock;
  }

  /** The studio as it is, or as it was at the end of `asOf`. Not there, not yet there and not yours are one answer. */
  async page(actor: Actor, id: string, asOf?: CivilDate): Promise<StudioView> {
    const today = this.clock.today();
    const day = asOf !== undefined && asOf < today ? asOf : today;
    const head = await this.head(actor, id);
    const events = head?.events.filter(({ happenedOn }) => happenedOn <= day) ?? [];
    const record = events as unknown as readonly StudioEvent[];
    const state = stateAsOf(record, day);
    if (!head || !state) throw new NotFoundError('studio');
    const around = await this.around(state);
    const present = day === today;
    const permitted = permissionsAt(actor, { studioId: id, recommenderId: head.recommenderId });
    // Evaluators and the care officer have no business with a master's numbers, not even masked.
    const reading = { numbers: permitted.includes('personal-number:read') };
    const team = present ? head.team : head.team.filter(({ joinedOn }) => joinedOn <= day);
    const size = team.filter((member) => inTeamOn(member, day)).length;
    const { tiers, standings, masters } = historyOf(record);
    return {
      ...state,
      id: head.id,
      code: head.code,
      revision: head.revision,
      asOf: day,
      present,
      lastActiveOn: present ? head.lastActiveOn : null,
      hostUnit: { ...around.hostUnit, name: state.hostUnit.name },
      master: { ...masterView(around.master, this.cipher, day, reading), name: state.master.name },
      district: around.district,
      cluster: around.cluster,
      secondaryClusters: around.secondaryClusters,
      occupation: state.occupation && { ...state.occupation, code: around.occupationCode },
      team: team.map((member) => ({ ...member, leftOn: member.leftOn && member.leftOn <= day ? member.leftOn : null })),
      teamFindings: teamSizeFindings(size) as StudioView['teamFindings'],
      tiers: [...tiers],
      standings: [...standings],
      masters: [...masters],
      events: events.toReversed(),
      permitted: [...permitted],
      offers: (present && permitted.includes('studio:write') ? actOffers(state) : []) as StudioView['offers'],
    };
  }

  private head(actor: Actor, id: string): Promise<Head | undefined> {
    return this.database.one<Head>(sql`
      SELECT s.id, s.recommender_id AS "recommenderId", s.code, s.revision, s.last_active_on AS "lastActiveOn",
        (SELECT coalesce(json_agg(json_build_object('id', e.id, 'position', e.position, 'kind', e.kind,
             'happenedOn', e.happened_on, 'recordedAt', e.recorded_at, 'recordedBy', a.display_name,
             'documentNumber', e.document_number, 'reason', e.reason, 'fileId', e.file_id, 'facts', e.facts)
           ORDER BY e.happened_on, e.position), '[]')
         FROM studio_events e LEFT JOIN accounts a ON a.id = e.account_id WHERE e.studio_id = s.id) AS events,
        (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'skillLevel', t.skill_level,
             'duty', t.duty, 'joinedOn', t.joined_on, 'leftOn', t.left_on) ORDER BY t.left_on IS NOT NULL, t.joined_on,
             t.name), '[]')
         FROM team_members t WHERE t.studio_id = s.id) AS team
      FROM studios s WHERE s.id = ${id} AND ${studioVisibleTo(within(actor, 'studio:read'))}`);
  }

  /** What the state refers to, with today's details of it. */
  private async around(state: NonNullable<ReturnType<typeof stateAsOf>>): Promise<Around> {
    const row = await this.database.one<Around>(sql`
      SELECT
        (SELECT json_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name, 'creditCode', h.credit_code,
             'kind', h.kind, 'parent', CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END,
             'districtCode', h.district_code, 'revision', h.revision)
         FROM host_units h LEFT JOIN host_units p ON p.id = h.parent_id WHERE h.id = ${state.hostUnit.id}) AS "hostUnit",
        (SELECT json_build_object('id', m.id, 'name', m.name, 'gender', m.gender, 'birthDate', m.birth_date,
             'skillLevel', m.skill_level, 'honours', m.honours, 'idNumberCipher', m.id_number_cipher,
             'mobileCipher', m.mobile_cipher, 'revision', m.revision)
         FROM masters m WHERE m.id = ${state.master.id}) AS master,
        (SELECT json_build_object('code', d.code, 'name', d.name) FROM districts d
         WHERE d.code = ${state.districtCode}) AS district,
        (SELECT json_build_object('code', c.code, 'name', c.name) FROM clusters c
         WHERE c.code = ${state.clusterCode}) AS cluster,
        (SELECT coalesce(json_agg(json_build_object('code', c.code, 'name', c.name) ORDER BY c.position), '[]')
         FROM clusters c WHERE c.code = ANY(${state.secondaryClusters}::text[])) AS "secondaryClusters",
        (SELECT o.code FROM occupations o WHERE o.id = ${state.occupation?.id ?? null}::uuid) AS "occupationCode"`);
    if (!row) throw new NotFoundError('studio');
    return row;
  }
}
