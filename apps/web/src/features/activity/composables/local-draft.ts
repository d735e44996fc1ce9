import type { ActivityView } from '@jianglian/contracts/activity';
import type { ActivityContent } from '@jianglian/domain/activity';
import type { CivilDate } from '@jianglian/domain/kernel';

/** A photo or paper that waits on this device. */
export interface LocalFile {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly originalSize: number;
  readonly size: number;
  readonly blob: Blob;
  /** Part sent, 0 to 1. */
  part: number;
  /** The server refused it: the code of why. */
  refused?: string;
}

/** An activity as this device holds it until the server has all of it. Its id is given here, so sending it again is harmless. */
export interface LocalDraft {
  readonly id: string;
  readonly accountId: string;
  readonly studioId: string;
  content: ActivityContent;
  /** 0: the server has not answered for it yet. */
  revision: number;
  /** Sent once, answer unknown: the server may have an older content. */
  attempted: boolean;
  dirty: boolean;
  /** What is on its way, as `fingerprint` has it: when the answer is lost, the server's newer version may be this one. */
  sending?: string;
  files: LocalFile[];
  /** To be submitted as soon as everything is there. */
  submit: boolean;
  /** Somebody else changed it meanwhile: the newer version. */
  conflict?: ActivityView;
  changedAt: number;
}

export const blankContent = (today: CivilDate): ActivityContent => ({
  kind: 'training',
  title: '',
  summary: '',
  startedOn: today,
  endedOn: null,
  place: '',
  people: [],
  metrics: {},
});

export const contentOf = (view: ActivityView): ActivityContent => ({
  kind: view.kind,
  title: view.title,
  summary: view.summary,
  startedOn: view.startedOn,
  endedOn: view.endedOn,
  place: view.place,
  people: view.people.map(({ memberId, name, duty }) => ({
    name,
    ...(memberId ? { memberId } : {}),
    ...(duty ? { duty } : {}),
  })),
  metrics: view.metrics,
});

/** Something of it is not on the server. */
export const isPending = ({ revision, dirty, files, submit }: LocalDraft): boolean =>
  revision === 0 || dirty || submit || files.some(({ refused }) => refused === undefined);

/** Two contents are the same when their fingerprints are: whatever order a database gives keys in. */
export function fingerprint(content: ActivityContent): string {
  const { kind, title, summary, startedOn, endedOn, place, people, metrics } = content;
  return JSON.stringify(sorted({ kind, title, summary, startedOn, endedOn, place, people, metrics }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, held]) => [key, sorted(held)]),
  );
}
