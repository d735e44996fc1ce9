import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Revision } from '../shared/index.ts';
import { CycleView } from './cycle.contract.ts';
import {
  BonusItemInput,
  DecidedView,
  DecisionCounts,
  DecisionFilter,
  DecisionPage,
  DecisionView,
  TierCapView,
  VetoInput,
  WhatIfView,
} from './decision-view.contract.ts';
import { ResultView } from './result.contract.ts';
import { GradeName } from './shared.contract.ts';

const border = z.coerce.number().int().min(0).max(10_000).optional();
const permission = 'decision:write';

export const decisionApi = {
  decision: endpoint({
    method: 'GET',
    path: '/cycles/:id/decision',
    permission,
    summary: 'Caps, ties and counts of the cycle, and how far its decision is',
    params: ById,
    reply: DecisionView,
  }),
  decisions: endpoint({
    method: 'GET',
    path: '/cycles/:id/decisions',
    permission,
    summary: 'Proposed and decided grades with reasons, best first, page by page',
    params: ById,
    query: DecisionFilter,
    reply: DecisionPage,
  }),
  whatIf: endpoint({
    method: 'GET',
    path: '/cycles/:id/what-if',
    permission,
    summary: 'How many grades would change with other borders, and whose; writes nothing',
    params: ById,
    query: z.strictObject({
      excellent: border,
      qualified: border,
      capPercent: z.coerce.number().int().min(0).max(100).optional(),
    }),
    reply: WhatIfView,
  }),
  previewResult: endpoint({
    method: 'GET',
    path: '/evaluations/:id/result-preview',
    permission,
    summary: 'What the studio will see of its result once it is released',
    params: ById,
    reply: ResultView,
  }),
  setBonus: endpoint({
    method: 'PUT',
    path: '/evaluations/:id/bonus',
    permission,
    summary: 'Set the bonus items with reasons',
    params: ById,
    body: z.strictObject({ revision: Revision, items: z.array(BonusItemInput).max(10) }),
    reply: DecidedView,
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/evaluations/:id/decision',
    permission,
    summary: 'Confirm or change the proposed grade; a change needs a reason, a veto its file',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      grade: GradeName,
      reason: z.string().trim().min(2).max(1000).optional(),
      veto: VetoInput.optional(),
    }),
    reply: DecidedView,
  }),
  decideAsProposed: endpoint({
    method: 'POST',
    path: '/cycles/:id/decisions',
    permission,
    summary: 'Confirm the proposed grades of the given evaluations, or of all that are undecided and in no tie',
    params: ById,
    body: z.union([
      z.strictObject({
        evaluations: z
          .array(z.strictObject({ id: Id, revision: Revision }))
          .min(1)
          .max(5000),
      }),
      /** As many as the page showed; another number is refused. */
      z.strictObject({ everyUndecided: z.int().min(1) }),
    ]),
    reply: z.object({ decided: z.int(), tiers: z.array(TierCapView), counts: DecisionCounts }),
  }),
  propose: endpoint({
    method: 'POST',
    path: '/cycles/:id/proposal',
    permission,
    summary: 'Propose the decided grades for release by a colleague; nothing can be changed meanwhile',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: CycleView,
  }),
  takeBack: endpoint({
    method: 'POST',
    path: '/cycles/:id/proposal/withdrawal',
    permission,
    summary: 'Take the proposal back, with a reason, to change grades',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: CycleView,
  }),
  release: endpoint({
    method: 'POST',
    path: '/cycles/:id/release',
    permission,
    summary: 'Release the proposal of a colleague into publicity for the working days of the cycle',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      /** How to object: address, telephone; printed on the public page. */
      contact: z.string().trim().min(4).max(300),
    }),
    reply: CycleView,
  }),
  publish: endpoint({
    method: 'POST',
    path: '/cycles/:id/publication',
    permission,
    summary: 'Publish all results that no objection freezes, with a document number; events land on the timelines',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      documentNumber: z.string().trim().min(1).max(60),
      publishedOn: CivilDateText.optional(),
    }),
    reply: CycleView,
  }),
} as const;
