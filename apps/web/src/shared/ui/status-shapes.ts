/** How a status looks: a word in the catalogue, a shape of its own, and a tone. Never colour alone. */
export type Tone = 'ink' | 'muted' | 'river' | 'jade' | 'slate' | 'amber' | 'vermilion';
export type Shape =
  | 'bars-1'
  | 'bars-2'
  | 'bars-3'
  | 'bars-4'
  | 'dot'
  | 'ring'
  | 'half'
  | 'triangle'
  | 'triangle-down'
  | 'square'
  | 'frame'
  | 'diamond'
  | 'cross'
  | 'check'
  | 'hourglass';
export type StatusKind = 'tier' | 'standing' | 'grade' | 'state';

type Look = readonly [shape: Shape, tone: Tone];

/** 10 × 10 drawings; `bars-n` are 14 × 11 with the missing steps pale. */
export const paths: Readonly<Record<Exclude<Shape, `bars-${number}`>, { d: string; line?: boolean; extra?: string }>> =
  {
    dot: { d: 'M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8z' },
    ring: { d: 'M5 1.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6z', line: true },
    half: { d: 'M5 1.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6z', line: true, extra: 'M5 1.2a3.8 3.8 0 0 1 0 7.6z' },
    triangle: { d: 'M5 .8 9.8 9.4H.2z' },
    'triangle-down': { d: 'M5 9.2.2.6h9.6z' },
    square: { d: 'M1 1h8v8H1z' },
    frame: { d: 'M1.6 1.6h6.8v6.8H1.6z', line: true },
    diamond: { d: 'M5 0 10 5 5 10 0 5z' },
    cross: { d: 'M1.4 1.4l7.2 7.2M8.6 1.4 1.4 8.6', line: true },
    check: { d: 'M.8 5.4 3.6 8.2 9.2 1.8', line: true },
    hourglass: { d: 'M1.8 1h6.4M1.8 9h6.4M2.6 1c0 3 4.8 5 4.8 8M7.4 1c0 3-4.8 5-4.8 8', line: true },
  };

const looks: Readonly<Record<StatusKind, Readonly<Record<string, Look>>>> = {
  tier: {
    district: ['bars-1', 'ink'],
    municipal: ['bars-2', 'ink'],
    chief: ['bars-3', 'ink'],
    national: ['bars-4', 'ink'],
  },
  standing: {
    active: ['dot', 'jade'],
    rectifying: ['triangle', 'amber'],
    terminated: ['frame', 'muted'],
    revoked: ['cross', 'vermilion'],
  },
  grade: {
    excellent: ['diamond', 'jade'],
    qualified: ['square', 'slate'],
    'qualified-after-rectification': ['half', 'amber'],
    failed: ['triangle-down', 'vermilion'],
    none: ['ring', 'muted'],
  },
  state: {
    draft: ['ring', 'muted'],
    planned: ['ring', 'muted'],
    open: ['dot', 'jade'],
    active: ['dot', 'jade'],
    running: ['half', 'river'],
    submitted: ['half', 'river'],
    assigned: ['half', 'river'],
    scoring: ['half', 'river'],
    'self-evaluation': ['half', 'amber'],
    'self-evaluating': ['half', 'amber'],
    deciding: ['half', 'river'],
    scored: ['check', 'river'],
    missed: ['triangle', 'vermilion'],
    withdrawn: ['cross', 'muted'],
    moderation: ['half', 'amber'],
    announced: ['hourglass', 'river'],
    applying: ['half', 'river'],
    between: ['hourglass', 'river'],
    recommending: ['half', 'river'],
    called: ['hourglass', 'amber'],
    reviewing: ['half', 'amber'],
    proposed: ['half', 'amber'],
    publicity: ['half', 'jade'],
    waiting: ['hourglass', 'muted'],
    returned: ['triangle', 'amber'],
    late: ['triangle', 'vermilion'],
    due: ['triangle', 'amber'],
    failed: ['triangle-down', 'vermilion'],
    refused: ['triangle-down', 'vermilion'],
    verified: ['check', 'jade'],
    done: ['check', 'jade'],
    applied: ['check', 'jade'],
    sealed: ['check', 'jade'],
    decided: ['diamond', 'jade'],
    published: ['diamond', 'jade'],
    superseded: ['frame', 'muted'],
    closed: ['frame', 'muted'],
    recused: ['cross', 'muted'],
    cancelled: ['cross', 'muted'],
    disabled: ['cross', 'muted'],
  },
};

export const lookOf = (kind: StatusKind, value: string): Look => looks[kind][value] ?? ['ring', 'ink'];
