import { grades, standings, tiers } from '@jianglian/domain/studio';
import { z } from 'zod';
import { CivilDateText, endpoint, Id, oneOrMore, pageOf, PageQuery } from '../shared/index.ts';
import { StudioListRow, TierName } from './view.contract.ts';

const Search = z.string().trim().max(100);

/** One filter for list, count and export. Each field narrows; several values of one field widen it. */
export const StudioFilter = {
  /** In code, name, master, unit and occupation; every word must occur. */
  q: Search.optional(),
  tier: oneOrMore(z.enum(tiers)).optional(),
  standing: oneOrMore(z.enum(standings)).optional(),
  cluster: oneOrMore(z.string().max(16)).optional(),
  district: oneOrMore(z.string().max(16)).optional(),
  recommender: oneOrMore(Id).optional(),
  hostUnit: Id.optional(),
  /** `none` has never been evaluated. */
  grade: oneOrMore(z.enum([...grades, 'none'])).optional(),
  dueFrom: CivilDateText.optional(),
  dueTo: CivilDateText.optional(),
  /** Year in which the present tier was awarded. */
  year: oneOrMore(z.coerce.number().int().min(1990).max(2100)).optional(),
  occupation: oneOrMore(z.string().max(100)).optional(),
  /** Masters who have completed this many years today. */
  ageFrom: z.coerce.number().int().min(16).max(100).optional(),
};

export const studioSorts = ['name', 'awarded', 'due', 'activity'] as const;
const Order = {
  sort: z.enum(studioSorts).default('due'),
  order: z.enum(['asc', 'desc']).default('asc'),
};

const Count = z.object({ count: z.int(), /** True: there are at least as many. */ capped: z.boolean() });

export const PublicStudioRow = z
  .object({ name: z.string(), hostUnit: z.string(), occupation: z.string().nullable(), tier: TierName })
  .meta({ id: 'PublicStudioRow' });
export type PublicStudioRow = z.infer<typeof PublicStudioRow>;

export const studioListApi = {
  list: endpoint({
    method: 'GET',
    path: '/studios',
    permission: 'studio:read',
    summary: 'Studios within reach: search, filter, sort, page',
    query: z.strictObject({ ...StudioFilter, ...Order, ...PageQuery }),
    reply: pageOf(StudioListRow),
  }),
  count: endpoint({
    method: 'GET',
    path: '/studios/count',
    permission: 'studio:read',
    summary: 'How many studios the filter finds, up to a limit',
    query: z.strictObject(StudioFilter),
    reply: Count,
  }),
  summary: endpoint({
    method: 'GET',
    path: '/studios/summary',
    permission: 'studio:read',
    summary: 'Figures of the saved views of the registry',
    reply: z.object({
      running: z.int(),
      dueThisYear: z.int(),
      rectifying: z.int(),
      masters55: z.int(),
      ended: z.int(),
    }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/studios/export',
    permission: 'studio:read',
    summary: 'The filtered list as CSV (UTF-8 with byte order mark)',
    query: z.strictObject({ ...StudioFilter, ...Order }),
    reply: 'file',
  }),
  directory: endpoint({
    method: 'GET',
    path: '/public/studios',
    permission: 'public',
    summary: 'Public directory of running studios: name, unit, occupation, tier',
    query: z.strictObject({ q: Search.optional(), tier: oneOrMore(z.enum(tiers)).optional(), ...PageQuery }),
    reply: pageOf(PublicStudioRow),
  }),
  names: endpoint({
    method: 'GET',
    path: '/studios/names',
    permission: 'role:grant',
    summary: 'Running studios by name or unit, to bind a role to one: for who grants roles and reads no registry',
    query: z.strictObject({ q: Search }),
    reply: z.array(z.object({ id: Id, name: z.string(), hostUnit: z.string() })),
  }),
};
