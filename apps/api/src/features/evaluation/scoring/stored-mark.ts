import type { Mark } from '@jianglian/domain/evaluation';

/** A mark with the revision of its own and the instant it was saved. */
export interface StoredMark extends Mark {
  readonly revision: number;
  readonly savedAt: string;
}

/** From JSON, where instants are as PostgreSQL writes them. */
export const asStored = (mark: StoredMark): StoredMark => ({
  ...mark,
  savedAt: new Date(mark.savedAt).toISOString(),
});
