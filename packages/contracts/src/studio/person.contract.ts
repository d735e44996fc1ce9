import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Revision } from '../shared/index.ts';
import { HostUnitInput, MasterInput } from './act.contract.ts';
import { HostUnitView, SkillLevelName, StudioView } from './view.contract.ts';

const Q = z.strictObject({ q: z.string().trim().max(100).default('') });
const Member = z.strictObject({ id: Id, memberId: Id });
const MemberInput = {
  name: z.string().trim().min(1).max(50),
  skillLevel: SkillLevelName.nullable().default(null),
  duty: z.string().trim().max(100).nullable().default(null),
};

/** A master in a picker: enough to tell two people of one name apart. */
export const MasterChoice = z
  .object({
    id: Id,
    name: z.string(),
    skillLevel: SkillLevelName.nullable(),
    idNumber: z.string().nullable(),
    studio: z.object({ id: Id, name: z.string() }).nullable(),
  })
  .meta({ id: 'MasterChoice' });

export const studioPersonApi = {
  joinTeam: endpoint({
    method: 'POST',
    path: '/studios/:id/team',
    permission: 'team:write',
    summary: 'Somebody joins the team',
    params: ById,
    body: z.strictObject({ revision: Revision, ...MemberInput, joinedOn: CivilDateText }),
    reply: StudioView,
    creates: true,
  }),
  describeMember: endpoint({
    method: 'PUT',
    path: '/studios/:id/team/:memberId',
    permission: 'team:write',
    summary: 'Correct the name, skill level or duty of a team member',
    params: Member,
    body: z.strictObject({ revision: Revision, ...MemberInput }),
    reply: StudioView,
  }),
  leaveTeam: endpoint({
    method: 'POST',
    path: '/studios/:id/team/:memberId/departure',
    permission: 'team:write',
    summary: 'A team member leaves',
    params: Member,
    body: z.strictObject({ revision: Revision, leftOn: CivilDateText }),
    reply: StudioView,
  }),
  describeMaster: endpoint({
    method: 'PUT',
    path: '/studios/:id/master',
    permission: 'studio:write',
    summary: 'Correct the personal data of the master; another person is an act, not a correction',
    params: ById,
    body: z.strictObject({ revision: Revision, ...MasterInput }),
    reply: StudioView,
  }),
  reveal: endpoint({
    method: 'POST',
    path: '/studios/:id/master/reveal',
    permission: 'personal-number:reveal',
    summary: 'Read a number of the master in full; who, why and when is recorded',
    params: ById,
    body: z.strictObject({ field: z.enum(['idNumber', 'mobile']), reason: z.string().trim().min(2).max(500) }),
    reply: z.object({ value: z.string().nullable() }),
  }),
  masters: endpoint({
    method: 'GET',
    path: '/masters',
    permission: 'studio:write',
    summary: 'Masters by name, for pickers',
    query: Q,
    reply: z.array(MasterChoice),
  }),
  hostUnits: endpoint({
    method: 'GET',
    path: '/host-units',
    permission: 'studio:write',
    summary: 'Host units by name or credit code, for pickers',
    query: Q,
    reply: z.array(HostUnitView.extend({ studios: z.int() })),
  }),
  hostUnitNames: endpoint({
    method: 'GET',
    path: '/host-units/names',
    permission: 'role:grant',
    summary: 'Units by name, to bind a role to one: for who grants roles and reads no registry',
    query: Q,
    reply: z.array(
      z.object({ id: Id, name: z.string(), parent: z.string().nullable(), district: z.string().nullable() }),
    ),
  }),
  registerHostUnit: endpoint({
    method: 'POST',
    path: '/host-units',
    permission: 'studio:write',
    summary: 'Register a unit that has no studio yet, so that it can apply for one',
    body: z.strictObject(HostUnitInput),
    reply: HostUnitView,
    creates: true,
  }),
  describeHostUnit: endpoint({
    method: 'PUT',
    path: '/host-units/:id',
    permission: 'studio:write',
    summary: 'Correct the data of a host unit',
    params: ById,
    body: z.strictObject({ revision: Revision, ...HostUnitInput }),
    reply: HostUnitView,
  }),
};
