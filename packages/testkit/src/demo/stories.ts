/** The interesting states the demo shows, each by a few studios; all others run their quiet course. */
export type Story =
  | 'upgraded-to-chief'
  | 'upgraded-to-national'
  | 'master-changed'
  | 'relocated'
  | 'host-merged'
  | 'renamed'
  | 'due-soon'
  | 'new'
  | 'rectifying-near-deadline'
  | 'rectifying'
  | 'rectifying-extended'
  | 'rectified'
  | 'downgraded'
  | 'revoked'
  | 'terminated'
  | 'branch';

const placed: Readonly<Record<Story, readonly number[]>> = {
  'upgraded-to-chief': [4, 27, 51, 88],
  'upgraded-to-national': [2, 40],
  'master-changed': [9, 63],
  relocated: [16, 74],
  'host-merged': [33],
  renamed: [45],
  'due-soon': [12, 38, 66, 97],
  new: [6, 21, 30, 49, 58, 70, 81, 92, 103, 110],
  'rectifying-near-deadline': [18, 60],
  rectifying: [35],
  'rectifying-extended': [77],
  rectified: [55],
  downgraded: [29],
  revoked: [47, 84, 106],
  terminated: [24, 68, 95, 112],
  branch: [14, 54],
};

const byStudio = new Map(
  Object.entries(placed).flatMap(([story, serials]) => serials.map((serial) => [serial, story as Story] as const)),
);

/** The story of the studio with this number, if it has one. */
export const storyOf = (serial: number): Story | undefined => byStudio.get(serial);
