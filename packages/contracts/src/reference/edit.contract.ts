import { clusterLevels, districtTypes, recommenderKinds, zones } from '@jianglian/domain/reference';
import { z } from 'zod';
import { CivilDateText } from '../shared/index.ts';

const Code = z
  .string()
  .trim()
  .regex(/^[\w-]{1,16}$/);
export const Name = z.string().trim().min(1).max(100);
/** Why the dictionary changes: the document, the decision. Stands in the list of versions. */
export const Note = z.string().trim().min(1).max(500);

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
