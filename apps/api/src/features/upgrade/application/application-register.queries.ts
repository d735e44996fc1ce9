import type { ApplicationRegister } from '@jianglian/contracts/upgrade';
import type { UnitRegister } from '@jianglian/domain/upgrade';
import { runningStandings } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';

const running = sql`ANY(${runningStandings}::text[])`;

/** What the registers know of whoever applies; nothing of it is typed. */
@Injectable()
export class ApplicationRegisterQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(applicationId: string): Promise<ApplicationRegister> {
    const today = this.clock.today();
    const row = await this.database.one<ApplicationRegister>(sql`
      SELECT jsonb_build_object('name', h.name, 'kind', h.kind, 'creditCode', h.credit_code,
          'districtName', hd.name, 'parentName', hp.name) AS unit,
        CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('name', s.name, 'tier', s.tier, 'awardedOn', s.awarded_on,
          'documentNumber', s.document_number, 'clusterName', c.name, 'districtName', sd.name,
          'occupationName', s.occupation_name, 'lastGrade', s.last_grade, 'lastEvaluatedOn', s.last_evaluated_on) END
          AS studio,
        CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('name', m.name, 'gender', m.gender,
          'birthDate', m.birth_date, 'skillLevel', m.skill_level, 'honours', m.honours) END AS master,
        coalesce((SELECT jsonb_agg(jsonb_build_object('name', t.name, 'skillLevel', t.skill_level, 'duty', t.duty)
                    ORDER BY t.joined_on, t.name)
                  FROM team_members t WHERE t.studio_id = s.id AND t.joined_on <= ${today}
                    AND (t.left_on IS NULL OR t.left_on > ${today})), '[]') AS team
      FROM applications a
      LEFT JOIN studios s ON s.id = a.studio_id
      LEFT JOIN masters m ON m.id = s.master_id
      LEFT JOIN clusters c ON c.code = s.cluster_code
      LEFT JOIN districts sd ON sd.code = s.district_code
      JOIN host_units h ON h.id = coalesce(s.host_unit_id, a.host_unit_id)
      LEFT JOIN districts hd ON hd.code = h.district_code
      LEFT JOIN host_units hp ON hp.id = h.parent_id
      WHERE a.id = ${applicationId}`);
    return row!;
  }

  /** What 三(三) compares a new studio with: its master by the number of the identity card, its unit by occupation and tier. */
  async comparedWith(applicationId: string): Promise<UnitRegister> {
    const row = await this.database.one<{ [Key in keyof UnitRegister]: UnitRegister[Key] }>(sql`
      SELECT h.kind AS "hostKind", h.parent_id IS NOT NULL AS "isBranch",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id)
          FROM studios o JOIN masters m ON m.id = o.master_id
          WHERE m.id_number_index = a.id_number_index AND o.standing = ${running}), '[]') AS "otherStudiosOfMaster",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id)
          FROM studios o WHERE o.host_unit_id = a.host_unit_id AND o.occupation_name = a.occupation_name
            AND o.tier = a.target AND o.standing = ${running}), '[]') AS twins,
        (SELECT jsonb_build_object('id', o.id, 'name', o.name) FROM studios o JOIN masters m ON m.id = o.master_id
         WHERE m.id_number_index = a.id_number_index AND o.host_unit_id = a.host_unit_id AND o.tier = 'national'
           AND o.standing <> 'revoked' ORDER BY o.id LIMIT 1) AS "nationalWithSameUnit"
      FROM applications a JOIN host_units h ON h.id = a.host_unit_id WHERE a.id = ${applicationId}`);
    return row!;
  }
}
