import type { ApplicationRegister } from '@jianglian/contracts/upgrade';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { Application, Dossier, FormCase } from '@jianglian/domain/upgrade';
import { contentOf, type StoredForm } from './application-form.queries.ts';
import type { Judged } from './application-verdict.queries.ts';
import type { VersionContent } from './version-content.ts';
import type { LockedApplication } from './application.repository.ts';

export interface OpenDossier {
  readonly application: Pick<Application, 'kind' | 'exceptionGround'>;
  readonly form: StoredForm;
  readonly register: ApplicationRegister;
  readonly judged: Judged;
  readonly today: CivilDate;
}

export const caseOf = (
  { kind, exceptionGround }: OpenDossier['application'],
  { unit }: ApplicationRegister,
): FormCase => ({
  kind,
  enterprise: unit.kind === 'enterprise',
  branch: unit.parentName !== null,
  exception: exceptionGround !== null,
});

/** All the check before handing in looks at. */
export function dossierOf({ application, form, register, judged, today }: OpenDossier): Dossier {
  const clauses = (verdict: string) => [
    ...new Set(
      judged.verdict.conditions
        .filter(
          ({ finding, coveredBy, alternative }) => finding.verdict === verdict && coveredBy === null && !alternative,
        )
        .map(({ cites }) => cites.clause),
    ),
  ];
  return {
    case: caseOf(application, register),
    content: contentOf(form.sections),
    files: Object.fromEntries(form.files.map(({ kind, files }) => [kind, files])) as unknown as Dossier['files'],
    evidencePages: form.evidence?.pages ?? null,
    idNumber:
      application.kind === 'founding'
        ? { kept: form.idNumber !== null, birthDate: form.idNumber?.birthDate ?? null }
        : null,
    verdict: {
      outcome: judged.verdict.outcome,
      unmet: [...clauses('unmet'), ...clauses('waits')],
      unknown: clauses('unknown'),
    },
    limits: judged.rules,
    today,
  };
}

/** What is handed in: what its receipt is the hash of, and what is kept for ever. Of personal numbers the keyed index only. */
export function versionContentOf(
  { form, register }: OpenDossier,
  application: LockedApplication,
  kept: {
    readonly hashes: ReadonlyMap<string, string>;
    readonly idNumberIndex: string | null;
    readonly determination: string;
  },
) {
  const hashed = <File extends { readonly id: string }>(file: File) => ({
    ...file,
    sha256: kept.hashes.get(file.id) ?? '',
  });
  const { id, kind, target, exceptionGround, studioId, hostUnitId, recommenderId, round } = application;
  return {
    application: { id, kind, target, exceptionGround, studioId, hostUnitId, recommenderId },
    round: { id: round.id, title: round.title, year: round.year },
    form: contentOf(form.sections),
    files: Object.fromEntries(
      form.files.map((list) => [list.kind, list.files.map(hashed)]),
    ) as unknown as VersionContent['files'],
    evidence: form.evidence === null ? null : hashed(form.evidence),
    register,
    idNumberIndex: kept.idNumberIndex,
    determination: kept.determination,
  };
}
