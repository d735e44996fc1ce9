import { hostUnitKinds, honourLevels, tiers } from '@jianglian/domain/studio';
import { skillLevels } from '@jianglian/domain/reference';
import { applicationFileKinds, applicationSections } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { CivilDateText, Id, Instant } from '../shared/index.ts';
import { VerdictView } from './verdict.contract.ts';

export const SectionName = z.enum(applicationSections);
export const FileKindName = z.enum(applicationFileKinds);
const SkillLevelName = z.enum(skillLevels).nullable();

const Honour = z.strictObject({
  name: z.string().max(100),
  level: z.enum(honourLevels).nullable(),
  year: z.int().nullable(),
});
const Member = z.strictObject({ name: z.string().max(50), skillLevel: SkillLevelName, duty: z.string().max(100) });

/** A field's value; which one takes which, the table `applicationForm` of the domain says. */
export const FormValue = z.union([
  z.string().max(40_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(Honour).max(30),
  z.array(Member).max(30),
]);
export const SectionContent = z.record(z.string().max(40), FormValue);

export const SectionView = z
  .object({
    section: SectionName,
    content: SectionContent,
    /** 0: nothing saved yet. */
    revision: z.int(),
    savedAt: Instant.nullable(),
    savedBy: z.string().nullable(),
  })
  .meta({ id: 'ApplicationSection' });
export type SectionView = z.infer<typeof SectionView>;

export const ApplicationFileView = z
  .object({
    id: Id,
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    /** In the merged PDF: a picture is one page. */
    pages: z.int(),
  })
  .meta({ id: 'ApplicationFile' });
export type ApplicationFileView = z.infer<typeof ApplicationFileView>;

export const FileListView = z
  .object({
    kind: FileKindName,
    revision: z.int(),
    files: z.array(ApplicationFileView),
    /** Copies of the identity card are counted here and shown to nobody but the applicant without a reason. */
    hidden: z.int(),
  })
  .meta({ id: 'ApplicationFileList' });
export type FileListView = z.infer<typeof FileListView>;

export const MergedEvidence = ApplicationFileView.nullable();

/** What the registers have: never typed, read anew until it is handed in. */
export const ApplicationRegister = z
  .object({
    unit: z.object({
      name: z.string(),
      kind: z.enum(hostUnitKinds),
      creditCode: z.string().nullable(),
      districtName: z.string().nullable(),
      parentName: z.string().nullable(),
    }),
    /** Of an upgrade. */
    studio: z
      .object({
        name: z.string(),
        tier: z.enum(tiers),
        awardedOn: CivilDateText,
        documentNumber: z.string().nullable(),
        clusterName: z.string(),
        districtName: z.string(),
        occupationName: z.string().nullable(),
        lastGrade: z.string().nullable(),
        lastEvaluatedOn: CivilDateText.nullable(),
      })
      .nullable(),
    master: z
      .object({
        name: z.string(),
        gender: z.string().nullable(),
        birthDate: CivilDateText.nullable(),
        skillLevel: SkillLevelName,
        honours: z.array(z.object({ name: z.string(), level: z.string().nullish(), year: z.int().nullish() })),
      })
      .nullable(),
    team: z.array(z.object({ name: z.string(), skillLevel: SkillLevelName, duty: z.string().nullable() })),
  })
  .meta({ id: 'ApplicationRegister' });
export type ApplicationRegister = z.infer<typeof ApplicationRegister>;

export const ApplicationVerdict = VerdictView.pick({
  target: true,
  exception: true,
  on: true,
  ruleSet: true,
  documentNumber: true,
  outcome: true,
  preferred: true,
  notBefore: true,
  eligibleFrom: true,
  acts: true,
  conditions: true,
  judged: true,
}).extend({
  /** As it was when handed in; null: worked out now. */
  determination: z.string().nullable(),
});
export type ApplicationVerdict = z.infer<typeof ApplicationVerdict>;

export const VersionRef = z
  .object({
    number: z.int(),
    submittedAt: Instant,
    by: z.string().nullable(),
    receipt: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'ApplicationVersionRef' });
export type VersionRef = z.infer<typeof VersionRef>;

/** A version as it was handed in. */
export const VersionView = VersionRef.extend({
  sections: z.array(z.object({ section: SectionName, content: SectionContent })),
  files: z.array(z.object({ kind: FileKindName, files: z.array(ApplicationFileView), hidden: z.int() })),
  evidence: MergedEvidence,
  register: ApplicationRegister,
}).meta({ id: 'ApplicationVersion' });
export type VersionView = z.infer<typeof VersionView>;
