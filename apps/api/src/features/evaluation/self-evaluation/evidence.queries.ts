import type { AvailableEvidenceView, EvidenceView } from '@jianglian/contracts/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';

/** Evidence with the digests of its files, so that the same content in two lines is found. */
type Proof = Omit<EvidenceView, 'alsoUsedIn' | 'files'> & {
  readonly files: readonly (EvidenceView['files'][number] & { readonly sha256: string })[];
};

/** The activities used as proof, with their files. */
@Injectable()
export class EvidenceQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The evidence of each line; `lines` names the activities by indicator. */
  async byLine(
    lines: readonly { readonly indicator: string; readonly evidence: readonly string[] }[],
  ): Promise<ReadonlyMap<string, EvidenceView[]>> {
    const ids = [...new Set(lines.flatMap(({ evidence }) => evidence))];
    const proofs = new Map(
      (await this.load(sql`a.id = ANY(${ids}::uuid[])`)).map((proof) => [proof.activityId, proof]),
    );
    const users = usersOf(lines, proofs);
    return new Map(
      lines.map(({ indicator, evidence }) => [
        indicator,
        evidence.flatMap((id) => {
          const proof = proofs.get(id);
          return proof ? [viewOf(proof, users, indicator)] : [];
        }),
      ]),
    );
  }

  /** Everything that may be used in an evaluation, with the lines that use it already. */
  async available(
    studioId: string,
    period: { readonly from: string; readonly to: string },
    lines: readonly { readonly indicator: string; readonly evidence: readonly string[] }[],
  ): Promise<AvailableEvidenceView[]> {
    const proofs = await this.load(sql`
      a.studio_id = ${studioId} AND a.state = 'verified' AND a.started_on BETWEEN ${period.from} AND ${period.to}`);
    const users = usersOf(lines, new Map(proofs.map((proof) => [proof.activityId, proof])));
    return proofs.map((proof) => ({ ...viewOf(proof, users), twins: twinsOf(proof, proofs) }));
  }

  private load(which: Sql): Promise<Proof[]> {
    return this.database.rows<Proof>(sql`
      SELECT a.id AS "activityId", a.title, a.kind, a.started_on AS "startedOn", a.ended_on AS "endedOn",
             (a.verified_at AT TIME ZONE 'Asia/Shanghai')::date AS "verifiedOn", r.name AS "verifiedBy",
             coalesce((
               SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
                 'size', f.size, 'pages', f.pages, 'sha256', f.sha256::text) ORDER BY x.position, f.id)
               FROM activity_evidence x JOIN files f ON f.id = x.file_id WHERE x.activity_id = a.id), '[]') AS files
      FROM activities a JOIN studios s ON s.id = a.studio_id JOIN recommenders r ON r.id = s.recommender_id
      WHERE ${which} ORDER BY a.started_on, a.id`);
  }
}

/** Activities that hold a file of the same content: used in two lines they are the same proof used twice. */
const twinsOf = (proof: Proof, proofs: readonly Proof[]): string[] => {
  const digests = new Set(proof.files.map(({ sha256 }) => sha256));
  return proofs
    .filter((other) => other !== proof && other.files.some(({ sha256 }) => digests.has(sha256)))
    .map(({ activityId }) => activityId);
};

/** Which indicators use an activity (by its id) or a file (by its digest). */
function usersOf(
  lines: readonly { readonly indicator: string; readonly evidence: readonly string[] }[],
  proofs: ReadonlyMap<string, Proof>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  const add = (key: string, indicator: string) => users.set(key, (users.get(key) ?? new Set()).add(indicator));
  for (const { indicator, evidence } of lines) {
    for (const id of evidence) {
      add(id, indicator);
      for (const { sha256 } of proofs.get(id)?.files ?? []) add(sha256, indicator);
    }
  }
  return users;
}

function viewOf(proof: Proof, users: ReadonlyMap<string, ReadonlySet<string>>, own?: string): EvidenceView {
  const keys = [proof.activityId, ...proof.files.map(({ sha256 }) => sha256)];
  const found = new Set(keys.flatMap((key) => [...(users.get(key) ?? [])]));
  if (own !== undefined) found.delete(own);
  // The digests stay here: the reply's schema knows no such key.
  return { ...proof, files: [...proof.files], alsoUsedIn: [...found].toSorted() };
}
