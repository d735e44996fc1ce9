import { applicationKinds, applicationStates, exceptionGrounds } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { Id, Instant } from '../shared/index.ts';
import { AppliedTierName } from './verdict.contract.ts';

/** An application as every list, card and rank names it. */
export const ApplicationBrief = z
  .object({
    id: Id,
    roundId: Id,
    kind: z.enum(applicationKinds),
    target: AppliedTierName,
    exceptionGround: z.enum(exceptionGrounds).nullable(),
    studioId: Id.nullable(),
    studioName: z.string(),
    masterName: z.string(),
    hostUnitName: z.string(),
    occupationName: z.string().nullable(),
    recommenderId: Id,
    state: z.enum(applicationStates),
    /** 先行申报: waits for its evaluation (三(三)). */
    awaitsEvaluation: z.boolean(),
    submittedAt: Instant.nullable(),
    stateReason: z.string().nullable(),
    stateClause: z.string().nullable(),
    revision: z.int(),
  })
  .meta({ id: 'ApplicationBrief' });
export type ApplicationBrief = z.infer<typeof ApplicationBrief>;
