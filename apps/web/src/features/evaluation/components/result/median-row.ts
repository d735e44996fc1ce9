/** Something of one's own beside the middle of the group, on a scale of its own. */
export interface MedianRow {
  readonly key: string;
  readonly name: string;
  readonly own: number | null;
  readonly median: number | null;
  readonly points: number;
}
