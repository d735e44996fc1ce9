import { serialNumber } from '@jianglian/domain/kernel';
import type { Actor } from '@jianglian/domain/identity';
import { letterRefusals } from '@jianglian/domain/evaluation';
import { recommendationRefusals, recommendationSerial } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Config } from '../../../platform/config/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { type PdfDefinition, pdfOf, UnprintableText } from '../../../platform/documents/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { recommendationLetter } from './letter.mapper.ts';
import { RecommendationQueries } from './recommendation.queries.ts';
import type { RecommendationKey } from './recommendation-key.ts';
import { type UnitFigures, verificationForm } from './verification-form.mapper.ts';

export interface Paper {
  readonly name: string;
  readonly content: Buffer;
}

/** The papers a recommender prints, seals and uploads again (五(二)). */
@Injectable()
export class RecommendationPapers {
  private readonly queries: RecommendationQueries;
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(queries: RecommendationQueries, database: Database, clock: Clock, config: Config) {
    this.queries = queries;
    this.database = database;
    this.clock = clock;
    this.config = config;
  }

  async letter(key: RecommendationKey, actor: Actor): Promise<Paper> {
    const view = await this.queries.view(key, actor);
    const { serial } = view;
    if (serial === null) throw new RefusedError([recommendationRefusals('nothing-ranked')]);
    const portal = new URL(`/rounds/${key.roundId}/ranking`, this.config.publicUrl).href;
    const definition = recommendationLetter({ ...view, serial }, { day: this.clock.today(), portal });
    return this.printed(`${serial}.pdf`, view.recommender.name, definition);
  }

  async form(key: RecommendationKey, applicationId: string, actor: Actor): Promise<Paper> {
    const view = await this.queries.view(key, actor);
    const one = view.tiers.flatMap(({ ranked }) => ranked).find(({ id }) => id === applicationId);
    if (!one) throw new NotFoundError('rank');
    const serial = serialNumber(recommendationSerial, { year: view.round.year, id: one.id });
    const definition = verificationForm(one, await this.figures(applicationId), {
      recommender: view.recommender.name,
      serial,
    });
    return this.printed(`${serial}.pdf`, one.studioName, definition);
  }

  private async figures(applicationId: string): Promise<UnitFigures> {
    return (await this.database.one<UnitFigures>(sql`
      SELECT u.content ->> 'legal-representative' AS "legalRepresentative", u.content ->> 'address' AS address,
             u.content ->> 'contact-name' AS "contactName", (u.content ->> 'staff')::int AS staff,
             (u.content ->> 'skilled-staff')::int AS "skilledStaff",
             (u.content ->> 'high-skilled-staff')::int AS "highSkilledStaff",
             coalesce((u.content ->> 'training-fund-percent')::float8, said.value) AS "trainingFundPercent"
      FROM applications a
      LEFT JOIN application_sections u ON u.application_id = a.id AND u.section = 'unit'
      LEFT JOIN LATERAL (
        SELECT (d.value #>> '{}')::float8 AS value FROM declared_facts d
        WHERE d.studio_id = a.studio_id AND d.fact = 'trainingFundPercent' ORDER BY d.position DESC LIMIT 1) said ON TRUE
      WHERE a.id = ${applicationId}`))!;
  }

  private async printed(name: string, where: string, definition: PdfDefinition): Promise<Paper> {
    try {
      return { name, content: await pdfOf(definition) };
    } catch (error) {
      if (!(error instanceof UnprintableText)) throw error;
      const characters = error.characters.join('');
      throw new RefusedError([letterRefusals('glyph-missing', { where, characters })], 422);
    }
  }
}
