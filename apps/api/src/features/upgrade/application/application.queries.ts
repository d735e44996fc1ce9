import type { ApplicationRow, ApplicationView, VersionView } from '@jianglian/contracts/upgrade';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import type { ApplicationAction } from '@jianglian/domain/upgrade';
import { applicationFaults, applicationMachine, isApplicant, writingRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, keyset, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import {
  applicationBrief,
  applicationVisibleTo,
  roundColumns,
  type StoredRound,
  windowsOf,
} from './application-fragments.ts';

import { dossierOf } from './dossier.mapper.ts';
import { ApplicationFormQueries, contentOf, type StoredForm } from './application-form.queries.ts';
import { ApplicationRegisterQueries } from './application-register.queries.ts';
import { ApplicationVerdictQueries, rulesOf } from './application-verdict.queries.ts';
import { ApplicationVersionQueries } from './application-version.queries.ts';

type Asked = InputOf<typeof upgradeApi.applications>['query'];

interface StoredPage {
  readonly brief: ApplicationRow;
  readonly hostUnitId: string;
  readonly round: StoredRound;
}

const from = sql`FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
  JOIN recommenders w ON w.id = a.recommender_id`;
const row = sql`${applicationBrief} || jsonb_build_object('roundTitle', r.title, 'recommenderName', w.name)`;
/** Drafts are not handed in yet: they stand first. */
const handedIn = sql`coalesce(a.submitted_at, 'infinity')`;

/** What an actor may see of applications, for lists, cards and pages. */
@Injectable()
export class ApplicationQueries {
  private readonly database: Database;
  private readonly forms: ApplicationFormQueries;
  private readonly register: ApplicationRegisterQueries;
  private readonly verdicts: ApplicationVerdictQueries;
  private readonly versions: ApplicationVersionQueries;
  private readonly clock: Clock;

  constructor(
    database: Database,
    forms: ApplicationFormQueries,
    register: ApplicationRegisterQueries,
    verdicts: ApplicationVerdictQueries,
    versions: ApplicationVersionQueries,
    clock: Clock,
  ) {
    this.database = database;
    this.forms = forms;
    this.register = register;
    this.verdicts = verdicts;
    this.versions = versions;
    this.clock = clock;
  }

  async page(actor: Actor, query: Asked): Promise<{ rows: ApplicationRow[]; next: string | null }> {
    const keys = keyset(
      [
        {
          key: 'at',
          column: sql`to_char(${handedIn} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
          descending: true,
        },
        { key: 'id', column: sql`a.id`, descending: true },
      ],
      query.after,
    );
    const words = (query.q ?? '').split(/\s+/).filter(Boolean);
    const rows = await this.database.rows<{ at: string; id: string; brief: ApplicationRow }>(sql`
      SELECT a.id, to_char(${handedIn} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, ${row} AS brief ${from}
      WHERE ${every([
        applicationVisibleTo(actor),
        query.round !== undefined && sql`a.round_id = ${query.round}`,
        query.recommender && sql`a.recommender_id = ANY(${query.recommender}::uuid[])`,
        query.state && sql`a.state = ANY(${query.state}::text[])`,
        query.target && sql`a.target = ANY(${query.target}::text[])`,
        query.kind && sql`a.kind = ANY(${query.kind}::text[])`,
        query.awaiting !== undefined && sql`a.awaits_evaluation = ${query.awaiting}`,
        ...words.map(
          (word) => sql`concat_ws(' ', a.studio_name, a.master_name, a.host_unit_name, a.occupation_name)
                        ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
        ),
        keys.where,
      ])} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    const page = keys.page(rows, query.limit);
    return { rows: page.rows.map(({ brief }) => brief), next: page.next };
  }

  async demand(actor: Actor, id: string): Promise<void> {
    const seen = await this.database.one(
      sql`SELECT 1 FROM applications a WHERE a.id = ${id} AND ${applicationVisibleTo(actor)}`,
    );
    if (!seen) throw new NotFoundError('application');
  }

  /** Not there and not yours are one answer. Who is not the applicant sees what was handed in, never what is being written. */
  async view(actor: Actor, id: string): Promise<ApplicationView> {
    const found = await this.database.one<StoredPage>(sql`
      SELECT ${row} AS brief, a.host_unit_id AS "hostUnitId", ${roundColumns} AS round ${from}
      WHERE a.id = ${id} AND ${applicationVisibleTo(actor)}`);
    if (!found) throw new NotFoundError('application');
    const { brief, hostUnitId, round } = found;
    const { windows, ruleSet, ruleSetVersion, ...call } = round;
    const application = { ...brief, hostUnitId, round: { ...round, windows: windowsOf(windows) } };
    const mine = isApplicant(application, actor);
    const now = this.clock.now();
    const form = await this.forms.of(id);
    const writing = writingRefusals(application, { actor, now, round: application.round });
    const shown = mine ? undefined : await this.versions.latest(id, false);
    const register = shown?.register ?? (await this.register.of(id));
    const inHand = brief.state === 'draft' || brief.state === 'returned';
    const judged =
      mine && inHand
        ? await this.verdicts.live(actor, application, contentOf(form.sections))
        : await this.verdicts.kept(id);
    const limits = rulesOf({ ruleSet, ruleSetVersion, year: call.year });
    const faults =
      mine && inHand && judged
        ? applicationFaults(dossierOf({ application, form, register, judged, today: this.clock.today() }))
        : [];
    return {
      ...brief,
      hostUnitId,
      round: { ...call, ...windows },
      mine,
      locked: [...writing] as never,
      ...(shown ? versionParts(shown) : partsOf(form, mine)),
      idNumber: form.idNumber?.masked ?? null,
      idBirthDate: mine ? (form.idNumber?.birthDate ?? null) : null,
      register,
      verdict: judged?.view ?? null,
      faults: [...faults] as never,
      limits: { deeds: limits.deeds, evidencePages: limits.evidencePages },
      contentRevision: form.contentRevision,
      versions: [...form.versions],
      offers: offers(applicationMachine, application, { actor, now, round: application.round, faults })
        .filter(({ action }) => offered(action, mine, actor))
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }
}

/** The applicant's own acts, and the return of the recommender; the rest are acts of the round. */
const offered = (action: ApplicationAction, mine: boolean, actor: Actor): boolean =>
  action === 'return' ? holds(actor, 'recommender') : mine && (action === 'submit' || action === 'withdraw');

const partsOf = (form: StoredForm, mine: boolean): Pick<ApplicationView, 'sections' | 'files' | 'evidence'> => ({
  sections: [...form.sections],
  files: form.files.map((list) =>
    list.kind === 'id-card' && !mine ? { ...list, files: [], hidden: list.files.length } : list,
  ),
  evidence: form.evidence,
});

const versionParts = ({
  sections,
  files,
  evidence,
  submittedAt,
  by,
}: VersionView): Pick<ApplicationView, 'sections' | 'files' | 'evidence'> => ({
  sections: sections.map((one) => ({ ...one, revision: 0, savedAt: submittedAt, savedBy: by })),
  files: files.map((list) => ({ ...list, revision: 0 })),
  evidence,
});
