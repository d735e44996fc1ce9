import { z } from 'zod';

export const RefusalParam = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** One reason, with its sentence in both languages: the answer explains itself also outside the portal's pages. */
export const RefusalView = z.object({
  code: z.string(),
  params: z.record(z.string(), RefusalParam),
  sentences: z.object({ 'zh-CN': z.string(), en: z.string() }),
});
export type RefusalView = z.infer<typeof RefusalView>;

/** RFC 9457 problem answer: `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string(),
    /** In the language asked for. */
    title: z.string(),
    status: z.int(),
    code: z.string(),
    requestId: z.string(),
    refusals: z.array(RefusalView),
    /** Paths of fields that did not validate. */
    fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    /** The newer view, when a stale revision was sent. */
    current: z.unknown().optional(),
    retryAfter: z.number().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
