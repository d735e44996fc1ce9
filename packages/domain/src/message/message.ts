/** What the portal tells a person that is no task: it says that something happened, and nothing has to be done about it. */
export const messageKinds = [
  'reminded-self-evaluation',
  'reminded-opinion',
  'reminded-scoring',
  'extension-granted',
  'self-evaluation-returned',
  'objection-answered',
  'sheet-reopened',
  'sheet-entered',
  'assignment-released',
  'results-published',
  'round-called',
  'round-moved',
  'round-cancelled',
  'change-endorsed',
  'change-returned',
  'change-consented',
  'change-refused',
  'award-granted',
  'award-declined',
  'application-accepted',
  'application-refused',
  'application-reinstated',
  'review-assigned',
  'review-released',
  'review-reopened',
  'application-recommended',
  'application-returned',
  'application-passed-over',
  'recommendation-submitted',
  'recommendation-reopened',
  'reminded-recommendation',
  'provisional-released',
  'provisional-awaits',
  'provisional-closed',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What a message is about: the page it leads to is worked out from it. */
export interface MessageSubject {
  readonly type: 'evaluation' | 'cycle' | 'scoresheet' | 'studio' | 'round' | 'change' | 'application';
  readonly id: string;
}

export type MessageParams = Readonly<Record<string, string | number>>;

/**
 * The page a message leads to, below the portal's address. Reminders of many things lead to the list of tasks, which has each
 * with its own button.
 */
export function pathOfMessage(kind: MessageKind, subject: MessageSubject | null): string {
  const [type, id] = [subject?.type, subject?.id ?? ''];
  switch (kind) {
    case 'reminded-scoring':
    case 'assignment-released':
      return '/scoring';
    case 'sheet-reopened':
    case 'sheet-entered':
      return type === 'scoresheet' ? `/scoring/${id}` : '/scoring';
    case 'extension-granted':
    case 'self-evaluation-returned':
      return type === 'evaluation' ? `/self-evaluations/${id}` : '/self-evaluations';
    case 'results-published':
    case 'objection-answered':
      // A candidate of a round is objected to, and answered, on the list of its awards.
      if (type === 'round') return `/awards/${id}`;
      return type === 'evaluation' ? `/results/${id}` : '/self-evaluations';
    case 'change-endorsed':
    case 'change-returned':
    case 'change-consented':
    case 'change-refused':
      return type === 'change' ? `/changes/${id}` : '/changes';
    case 'recommendation-submitted':
    case 'round-called':
    case 'round-moved':
    case 'round-cancelled':
      return type === 'round' ? `/rounds/${id}` : '/rounds';
    case 'award-granted':
    case 'award-declined':
    case 'application-recommended':
    case 'application-returned':
    case 'application-passed-over':
    case 'provisional-released':
    case 'provisional-awaits':
    case 'provisional-closed':
    case 'application-accepted':
    case 'application-refused':
    case 'application-reinstated':
      return type === 'application' ? `/applications/${id}` : '/applications';
    case 'recommendation-reopened':
    case 'reminded-recommendation':
      return type === 'round' ? `/rounds/${id}/ranking` : '/rounds';
    case 'review-assigned':
    case 'review-released':
    case 'review-reopened':
      return '/reviews';
    case 'reminded-self-evaluation':
    case 'reminded-opinion':
      return '/inbox';
  }
}
