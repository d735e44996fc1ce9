import { declaredFacts } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id } from '../shared/index.ts';
import { AppliedTierName, DeclarationRef } from './verdict.contract.ts';

const DeclaredValue = z.union([z.number(), z.boolean(), z.string().max(40), z.array(z.string().max(60)).max(10)]);

/** Something the studio says that no register of the portal has. */
export const DeclarationView = DeclarationRef.extend({
  fact: z.enum(declaredFacts),
  value: DeclaredValue,
  holdsOn: CivilDateText,
  /** The newest of its fact. */
  latest: z.boolean(),
  /** Still of the present master and unit. */
  holds: z.boolean(),
}).meta({ id: 'DeclaredFact' });
export type DeclarationView = z.infer<typeof DeclarationView>;

const reason = z.string().trim().min(2).max(500);

export const declarationApi = {
  declarations: endpoint({
    method: 'GET',
    path: '/studios/:id/declared-facts',
    permission: 'upgrade:read',
    summary: 'What the studio has declared, the newest first',
    params: ById,
    reply: z.array(DeclarationView),
  }),
  declare: endpoint({
    method: 'POST',
    path: '/studios/:id/declared-facts',
    permission: 'upgrade:declare',
    summary: 'Declare a fact for a day, with where it can be looked up',
    params: ById,
    body: z.strictObject({
      fact: z.enum(declaredFacts),
      value: DeclaredValue,
      holdsOn: CivilDateText,
      source: z.string().trim().min(2).max(200),
      fileId: Id.nullable().default(null),
    }),
    reply: z.array(DeclarationView),
    creates: true,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/declared-facts/:id/confirmation',
    permission: 'upgrade:confirm',
    summary: 'The recommending unit confirms a declared fact',
    params: ById,
    reply: z.array(DeclarationView),
  }),
  waive: endpoint({
    method: 'POST',
    path: '/studios/:id/upgrade-waivers',
    permission: 'upgrade:waive',
    summary: 'Set a condition "in principle" aside for this year, with the reason',
    params: ById,
    body: z.strictObject({ rule: z.string().max(60), target: AppliedTierName, reason }),
    reply: z.object({ id: Id }),
    creates: true,
  }),
  endWaiver: endpoint({
    method: 'POST',
    path: '/upgrade-waivers/:id/end',
    permission: 'upgrade:waive',
    summary: 'Take a waiver back, with the reason',
    params: ById,
    body: z.strictObject({ reason }),
    reply: 'nothing',
  }),
};
