/** What is wrong with the content itself, in one word that the parent turns into a refusal. */
export class ContentError extends Error {}

/** The child's side of `isolated`: one question, one answer. */
export function answerOnce(work: (argument: never) => Promise<unknown>): void {
  process.once('message', (argument) => {
    work(argument as never).then(
      (value) => process.send?.({ ok: true, value }),
      (error: unknown) =>
        process.send?.({ ok: false, reason: error instanceof ContentError ? error.message : 'broken' }),
    );
  });
}
