import { z } from 'zod';
import { ById, endpoint, Id, Instant } from '../shared/index.ts';

/** All result letters of a cycle as one archive, made by a job. */
export const LetterBatchView = z.object({
  id: Id,
  state: z.enum(['queued', 'running', 'done', 'failed']),
  total: z.int(),
  done: z.int(),
  /** Letters that could not be printed, e.g. for a character the font does not have. */
  problems: z.array(z.object({ studio: z.string(), characters: z.string() })),
  fileId: Id.nullable(),
  requestedBy: z.string(),
  requestedAt: Instant,
  finishedAt: Instant.nullable(),
});
export type LetterBatchView = z.infer<typeof LetterBatchView>;

export const letterApi = {
  letter: endpoint({
    method: 'GET',
    path: '/evaluations/:id/letter',
    permission: 'evaluation:read',
    summary: 'The result letter (考核结果通知书) of one studio as PDF, once published',
    params: ById,
    reply: 'file',
  }),
  letters: endpoint({
    method: 'GET',
    path: '/cycles/:id/letters',
    permission: 'decision:write',
    summary: 'How far the archive of all result letters is',
    params: ById,
    reply: z.object({ published: z.int(), batch: LetterBatchView.nullable() }),
  }),
  makeLetters: endpoint({
    method: 'POST',
    path: '/cycles/:id/letters',
    permission: 'decision:write',
    summary: 'Make one archive of all result letters; a job goes on with it',
    params: ById,
    reply: LetterBatchView,
  }),
} as const;
