/** A mail nobody took for so long says nothing any more. */
const giveUpAfterMs = 3 * 86_400_000;
const firstPauseMs = 60_000;
const longestPauseMs = 4 * 3_600_000;

/**
 * When to try again: after one minute, two, four … at most four hours; never when the server said for good that it does not
 * take this message (5xx), and not after three days.
 */
export function nextTry(
  failed: { readonly attempts: number; readonly createdAt: Date; readonly forGood: boolean },
  now: Date,
): Date | null {
  const next = now.getTime() + Math.min(longestPauseMs, firstPauseMs * 2 ** (failed.attempts - 1));
  return failed.forGood || next - failed.createdAt.getTime() > giveUpAfterMs ? null : new Date(next);
}
