/** Five failures lock an account for half an hour; the figures are the portal's own, the notice is silent. */
export const lockout = { failures: 5, minutes: 30 } as const;

export interface LoginRecord {
  readonly failedLogins: number;
  readonly lockedUntil: Date | null;
}

export const isLocked = (record: LoginRecord, now: Date): boolean =>
  record.lockedUntil !== null && record.lockedUntil > now;

/** The record after one more failure. A lock that has run out starts the count anew. */
export function afterFailure(record: LoginRecord, now: Date): LoginRecord {
  const expired = record.lockedUntil !== null && record.lockedUntil <= now;
  const failedLogins = (expired ? 0 : record.failedLogins) + 1;
  return failedLogins >= lockout.failures
    ? { failedLogins, lockedUntil: new Date(now.getTime() + lockout.minutes * 60_000) }
    : { failedLogins, lockedUntil: null };
}

export const afterSuccess: LoginRecord = { failedLogins: 0, lockedUntil: null };
