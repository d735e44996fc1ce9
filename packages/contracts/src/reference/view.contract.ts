import {
  clusterLevels,
  dictionaryNames,
  districtTypes,
  recommenderKinds,
  skillLevels,
  zones,
} from '@jianglian/domain/reference';
import { z } from 'zod';
import { CivilDateText, Id, Instant, Revision } from '../shared/index.ts';

const Validity = { validFrom: CivilDateText.nullable(), validTo: CivilDateText.nullable() };

export const ClusterView = z
  .object({
    code: z.string(),
    name: z.string(),
    level: z.enum(clusterLevels),
    groupName: z.string().nullable(),
    confirmed: z.boolean(),
    position: z.int(),
    revision: Revision,
    ...Validity,
  })
  .meta({ id: 'Cluster' });

export const HighlandView = z
  .object({
    code: z.string(),
    name: z.string(),
    parentCode: z.string().nullable(),
    confirmed: z.boolean(),
    position: z.int(),
    revision: Revision,
    ...Validity,
  })
  .meta({ id: 'Highland' });

export const DistrictView = z
  .object({
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    type: z.enum(districtTypes),
    zone: z.enum(zones),
    successors: z.array(z.string()),
    tileX: z.int().nullable(),
    tileY: z.int().nullable(),
    revision: Revision,
    ...Validity,
  })
  .meta({ id: 'District' });

export const RecommenderView = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    kind: z.enum(recommenderKinds),
    districtCode: z.string().nullable(),
    revision: Revision,
    ...Validity,
  })
  .meta({ id: 'Recommender' });

export const OccupationView = z
  .object({
    id: Id,
    code: z.string().nullable(),
    edition: z.string(),
    name: z.string(),
    clusterCode: z.string().nullable(),
    validTo: CivilDateText.nullable(),
    revision: Revision,
  })
  .meta({ id: 'Occupation' });

export const SkillLevelView = z
  .object({ code: z.enum(skillLevels), name: z.string(), rank: z.int(), highSkill: z.boolean() })
  .meta({ id: 'SkillLevel' });

export const HolidayView = z
  .object({ day: CivilDateText, kind: z.enum(['holiday', 'workday']), name: z.string() })
  .meta({ id: 'Holiday' });

/** Every dictionary as it is now, closed entries included: pickers leave those out, old records still name them. */
export const ReferenceView = z
  .object({
    clusters: z.array(ClusterView),
    highlands: z.array(HighlandView),
    districts: z.array(DistrictView),
    recommenders: z.array(RecommenderView),
    occupations: z.array(OccupationView),
    skillLevels: z.array(SkillLevelView),
    holidays: z.array(HolidayView),
    /** Number of the present version of each dictionary. */
    versions: z.record(z.enum(dictionaryNames), z.int()),
  })
  .meta({ id: 'Reference' });
export type ReferenceView = z.infer<typeof ReferenceView>;

export const DictionaryVersionView = z
  .object({
    dictionary: z.enum(dictionaryNames),
    version: z.int(),
    at: Instant,
    by: z.string().nullable(),
    note: z.string(),
    entries: z.int(),
  })
  .meta({ id: 'DictionaryVersion' });
export type DictionaryVersionView = z.infer<typeof DictionaryVersionView>;
