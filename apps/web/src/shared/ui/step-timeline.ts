/** One step on a bar of steps of one width. `share`: how much of it lies behind, 0 to 1. */
export interface TimelineStep {
  readonly key: string;
  readonly name: string;
  readonly state: 'over' | 'now' | 'later';
  /** The state in words, for who does not see the bar. */
  readonly stateText: string;
  readonly share: number;
  /** The one it is about now, where two are open: it has the now-line. */
  readonly current?: boolean;
  /** Its dates in words; `quiet` ones stand back. */
  readonly lines: readonly { readonly text: string; readonly at?: string | undefined; readonly quiet?: boolean }[];
  /** What is out of the ordinary about it. */
  readonly note?: string | undefined;
}
