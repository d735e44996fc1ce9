import {
  clusterLevels,
  dictionaryNames,
  districtTypes,
  recommenderKinds,
  skillLevels,
  zones,
} from '@jianglian/domain/reference';
import { z } from 'zod';
import { CivilDateText, endpoint, Id, Instant, Revision } from './shared/index.ts';

const Code = z
  .string()
  .trim()
  .regex(/^[\w-]{1,16}$/);
const Name = z.string().trim().min(1).max(100);
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

/** Why the dictionary changes: the document, the decision. Stands in the list of versions. */
const Note = z.string().trim().min(1).max(500);
const Named = z.strictObject({ dictionary: z.enum(dictionaryNames) });
/** Dictionaries whose entries have names and validity of their own; skill levels and holidays have not. */
const Editable = z.enum(['clusters', 'highlands', 'districts', 'recommenders', 'occupations']);
const Entry = z.strictObject({ dictionary: Editable, key: z.string().min(1).max(40) });

export const NewEntry = z.discriminatedUnion('dictionary', [
  z.strictObject({
    dictionary: z.literal('clusters'),
    note: Note,
    entry: z.strictObject({
      code: Code,
      name: Name,
      level: z.enum(clusterLevels),
      groupName: z.string().trim().max(50).nullable().default(null),
      confirmed: z.boolean().default(true),
      validFrom: CivilDateText.nullable().default(null),
    }),
  }),
  z.strictObject({
    dictionary: z.literal('highlands'),
    note: Note,
    entry: z.strictObject({
      code: Code,
      name: Name,
      parentCode: Code.nullable().default(null),
      confirmed: z.boolean().default(true),
      validFrom: CivilDateText.nullable().default(null),
    }),
  }),
  z.strictObject({
    dictionary: z.literal('districts'),
    note: Note,
    entry: z.strictObject({
      code: Code,
      name: Name,
      shortName: z.string().trim().min(1).max(50),
      type: z.enum(districtTypes),
      zone: z.enum(zones),
      tileX: z.int().min(1).max(30).nullable().default(null),
      tileY: z.int().min(1).max(30).nullable().default(null),
      validFrom: CivilDateText.nullable().default(null),
    }),
  }),
  z.strictObject({
    dictionary: z.literal('recommenders'),
    note: Note,
    entry: z.strictObject({
      code: z
        .string()
        .trim()
        .regex(/^[\w-]{1,32}$/),
      name: Name,
      kind: z.enum(recommenderKinds),
      districtCode: Code.nullable().default(null),
      validFrom: CivilDateText.nullable().default(null),
    }),
  }),
  z.strictObject({
    dictionary: z.literal('occupations'),
    note: Note,
    entry: z.strictObject({
      code: z
        .string()
        .regex(/^[1-8]-\d\d-\d\d-\d\d$/)
        .nullable()
        .default(null),
      edition: z.string().trim().min(1).max(16),
      name: Name,
      clusterCode: Code.nullable().default(null),
    }),
  }),
]);
export type NewEntry = z.infer<typeof NewEntry>;

const Edited = z.object({ dictionary: z.enum(dictionaryNames), version: z.int() });

export const referenceApi = {
  all: endpoint({
    method: 'GET',
    path: '/reference',
    permission: 'signed-in',
    summary: 'Every dictionary: clusters, highlands, districts, recommenders, occupations, skill levels, holidays',
    reply: ReferenceView,
  }),
  versions: endpoint({
    method: 'GET',
    path: '/reference/:dictionary/versions',
    permission: 'reference:write',
    summary: 'The versions of one dictionary, newest first',
    params: Named,
    reply: z.array(DictionaryVersionView),
  }),
  version: endpoint({
    method: 'GET',
    path: '/reference/:dictionary/versions/:version',
    permission: 'reference:write',
    summary: 'One version of a dictionary with its content',
    params: z.strictObject({ dictionary: z.enum(dictionaryNames), version: z.coerce.number().int().min(1) }),
    reply: DictionaryVersionView.extend({ content: z.array(z.record(z.string(), z.unknown())) }),
  }),
  add: endpoint({
    method: 'POST',
    path: '/reference/entries',
    permission: 'reference:write',
    summary: 'Add an entry to a dictionary',
    body: NewEntry,
    reply: Edited,
    creates: true,
  }),
  rename: endpoint({
    method: 'PUT',
    path: '/reference/:dictionary/:key/name',
    permission: 'reference:write',
    summary: 'Give an entry another name; what it was called before stays in the versions',
    params: Entry,
    body: z.strictObject({ revision: Revision, note: Note, name: Name }),
    reply: Edited,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/reference/:dictionary/:key/confirmation',
    permission: 'reference:write',
    summary: 'Confirm a name that awaited the official list',
    params: z.strictObject({ dictionary: z.enum(['clusters', 'highlands']), key: z.string().min(1).max(40) }),
    body: z.strictObject({ revision: Revision, note: Note }),
    reply: Edited,
  }),
  close: endpoint({
    method: 'POST',
    path: '/reference/:dictionary/:key/closure',
    permission: 'reference:write',
    summary: 'Close an entry from a day on, with what takes its place',
    params: Entry,
    body: z.strictObject({
      revision: Revision,
      note: Note,
      on: CivilDateText,
      successors: z.array(z.string().max(40)).max(10).default([]),
    }),
    reply: Edited,
  }),
  setHoliday: endpoint({
    method: 'PUT',
    path: '/reference/holidays/:day',
    permission: 'reference:write',
    summary: 'Mark a day as a holiday or as a worked weekend day',
    params: z.strictObject({ day: CivilDateText }),
    body: z.strictObject({ note: Note, kind: z.enum(['holiday', 'workday']), name: z.string().trim().min(1).max(50) }),
    reply: Edited,
  }),
  removeHoliday: endpoint({
    method: 'POST',
    path: '/reference/holidays/:day/removal',
    permission: 'reference:write',
    summary: 'Take a day out of the calendar of exceptions',
    params: z.strictObject({ day: CivilDateText }),
    body: z.strictObject({ note: Note }),
    reply: Edited,
  }),
};
