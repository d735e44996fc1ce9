import { dictionaryNames } from '@jianglian/domain/reference';
import { z } from 'zod';
import { Name, NewEntry, Note } from './reference/edit.contract.ts';
import { DictionaryVersionView, ReferenceView } from './reference/view.contract.ts';
import { CivilDateText, endpoint, Revision } from './shared/index.ts';

export { NewEntry } from './reference/edit.contract.ts';
export * from './reference/view.contract.ts';

const Named = z.strictObject({ dictionary: z.enum(dictionaryNames) });
/** Dictionaries whose entries have names and validity of their own; skill levels and holidays have not. */
const Editable = z.enum(['clusters', 'highlands', 'districts', 'recommenders', 'occupations']);
const Entry = z.strictObject({ dictionary: Editable, key: z.string().min(1).max(40) });

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
