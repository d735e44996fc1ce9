import type { ApplicationBrief, MaterialText } from '@jianglian/contracts/upgrade';
import type { HostUnitKind } from '@jianglian/domain/studio';
import type {
  ApplicationFileKind,
  JudgedCondition,
  MaterialFacts,
  SectionContent,
  UpgradeFacts,
} from '@jianglian/domain/upgrade';
import {
  applicationForm,
  applicationRefusals,
  applicationSections,
  filesAsked,
  ruleSets,
  textLength,
  verdictOf,
} from '@jianglian/domain/upgrade';
import { sql } from '../../../platform/database/index.ts';

/** What an application was handed in with, as it is read for the review. */
export interface StoredMaterial {
  readonly brief: ApplicationBrief;
  readonly rank: number | null;
  readonly hasLetter: boolean;
  readonly hasForm: boolean;
  readonly hostKind: HostUnitKind;
  readonly isBranch: boolean;
  readonly sections: Readonly<Record<string, SectionContent>>;
  readonly fileKinds: readonly ApplicationFileKind[];
  readonly evidencePages: number | null;
  readonly ruleSet: { readonly id: string; readonly version: number };
  /** As they were when it was handed in; null: nothing was determined. */
  readonly facts: UpgradeFacts | null;
}

/** For `applications a`, its round `r`, unit `h`, rank `k` and recommendation `p`. Merged evidence stands for its parts;
 * copies of identity cards are opened on the application's own page, with a reason. */
export const storedMaterial = sql`
  k.place AS rank, p.letter_file_id IS NOT NULL AS "hasLetter", k.form_file_id IS NOT NULL AS "hasForm",
  h.kind AS "hostKind", h.parent_id IS NOT NULL AS "isBranch",
  jsonb_build_object('id', r.rule_set, 'version', r.rule_set_version) AS "ruleSet",
  coalesce((SELECT jsonb_object_agg(x.section, x.content) FROM application_sections x WHERE x.application_id = a.id),
    '{}') AS sections,
  ARRAY(SELECT DISTINCT x.kind FROM application_files x WHERE x.application_id = a.id)::text[] AS "fileKinds",
  (SELECT f.pages FROM files f WHERE f.id = a.evidence_file_id) AS "evidencePages",
  (SELECT d.facts FROM upgrade_determinations d WHERE d.id = a.determination_id) AS facts,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'kind', x.kind, 'name', f.name, 'mediaType', f.media_type,
      'pages', f.pages) ORDER BY x.at, x.position)
    FROM (SELECT 0 AS at, 0 AS position, 'sealed-letter' AS kind, p.letter_file_id AS id
          UNION ALL SELECT 1, 0, 'sealed-form', k.form_file_id
          UNION ALL SELECT 2, 0, 'evidence-merged', a.evidence_file_id
          UNION ALL SELECT 3 + array_position(ARRAY['verification-form', 'skill-certificate', 'education-certificate',
              'work-photo', 'exception-proof', 'id-card', 'evidence'], l.kind::text), l.position, l.kind, l.file_id
            FROM application_files l WHERE l.application_id = a.id AND l.kind <> 'id-card'
              AND (l.kind <> 'evidence' OR a.evidence_file_id IS NULL)) x
    JOIN files f ON f.id = x.id), '[]') AS files`;

/** The conditions of the verdict it was handed in with, under the rules of its round. */
export function conditionsOf({ facts, ruleSet }: StoredMaterial): readonly JudgedCondition[] {
  const rules = ruleSets.find(({ id, version }) => id === ruleSet.id && version === ruleSet.version);
  return facts && rules ? verdictOf(rules, facts).conditions : [];
}

export function materialOf(
  { brief, rank, hasLetter, hasForm, sections, fileKinds, evidencePages, ruleSet, ...unit }: StoredMaterial,
  windows: { readonly recommendingClosesAt: string },
): MaterialFacts {
  const rules = ruleSets.find(({ id, version }) => id === ruleSet.id && version === ruleSet.version);
  const { submittedAt } = brief;
  const deeds = sections['deeds']?.['deeds'];
  const missing = filesAsked({
    kind: brief.kind,
    enterprise: unit.hostKind === 'enterprise',
    branch: unit.isBranch,
    exception: brief.exceptionGround !== null,
  }).filter((kind) => !fileKinds.includes(kind));
  return {
    faults: missing.map((kind) => applicationRefusals('file-missing', { applicationFile: kind })),
    deeds: rules ? { characters: typeof deeds === 'string' ? textLength(deeds) : 0, ...rules.deeds } : null,
    evidence: rules && evidencePages !== null ? { pages: evidencePages, most: rules.evidencePages } : null,
    submittedAt,
    // What was returned may come in until the recommenders' window closes (五(二)).
    inTime: submittedAt !== null && new Date(submittedAt) < new Date(windows.recommendingClosesAt),
    hasSealedLetter: hasLetter,
    hasSealedForm: hasForm,
    rank,
  };
}

/** What the form says, field by field in its order. */
export const textsOf = (sections: StoredMaterial['sections']): MaterialText[] =>
  applicationSections.flatMap((section) =>
    applicationForm[section].flatMap(({ field }) => {
      const value = sections[section]?.[field];
      return value === undefined || value === null || value === '' ? [] : [{ section, field, value }];
    }),
  );
