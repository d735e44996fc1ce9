import type { RectificationView } from '@jianglian/contracts/evaluation';
import { evaluationClient } from '../../evaluation.api.ts';

/** What an act's dialog asks for. */
export interface ActFields {
  readonly text?: 'required' | 'optional';
  readonly number?: 'required' | 'optional';
  readonly days?: true;
  readonly heldOn?: true;
  readonly files?: true;
  readonly choice?: true;
  readonly official?: true;
}

export interface ActInput {
  readonly text: string;
  readonly number: string;
  readonly days: number;
  readonly heldOn: string;
  readonly fileIds: readonly string[];
  readonly choice: 'downgrade' | 'revoke';
}

export const actFields: Readonly<Record<string, ActFields>> = {
  issue: { number: 'optional', official: true },
  'return-plan': { text: 'required' },
  'accept-plan': { text: 'optional' },
  extend: { days: true, text: 'required', number: 'optional' },
  pass: { text: 'optional', number: 'optional' },
  fail: { text: 'optional', number: 'optional', official: true },
  notice: { choice: true, text: 'required', number: 'optional', official: true },
  answer: { text: 'required', files: true },
  'check-again': { text: 'required' },
  downgrade: { choice: true, text: 'required', number: 'required', official: true },
  revoke: { choice: true, text: 'required', number: 'required', official: true },
  'report-to-ministry': { choice: true, text: 'required', number: 'required', official: true },
  confirm: { number: 'required', text: 'optional', official: true },
  recall: { text: 'required' },
  progress: { text: 'required', files: true },
  state: { text: 'required', files: true },
  hearing: { heldOn: true, text: 'required', files: true },
};

const actsOf = { downgrade: 'downgraded', revoke: 'revoked', 'report-to-ministry': 'reported-to-ministry' } as const;

/** The choices that lead to this act, none harsher than what was noticed. */
export function choicesFor(view: RectificationView, action: string): RectificationView['choices'] {
  if (action === 'notice') return view.choices;
  const act = actsOf[action as keyof typeof actsOf];
  return view.choices.filter(
    ({ consequence }) => consequence.act === act && !(view.intended === 'downgrade' && consequence.choice === 'revoke'),
  );
}

/** Sends the act as the dialog has it. */
export function sendAct(view: RectificationView, action: string, given: ActInput): Promise<RectificationView> {
  const call = { params: { id: view.id } };
  const { revision } = view;
  const text = given.text.trim();
  const reason = text === '' ? {} : { reason: text };
  const number = given.number.trim() === '' ? {} : { documentNumber: given.number.trim() };
  const fileIds = [...given.fileIds];
  switch (action) {
    case 'issue':
      return evaluationClient.issueRectification({ ...call, body: { revision, ...number } });
    case 'return-plan':
      return evaluationClient.returnRectificationPlan({ ...call, body: { revision, reason: text } });
    case 'accept-plan':
      return evaluationClient.acceptRectificationPlan({ ...call, body: { revision, ...reason } });
    case 'extend':
      return evaluationClient.extendRectification({
        ...call,
        body: { revision, days: given.days, reason: text, ...number },
      });
    case 'pass':
    case 'fail':
      return evaluationClient.concludeRectification({
        ...call,
        body: { revision, verdict: action, ...reason, ...number },
      });
    case 'notice':
      return evaluationClient.noticeRectification({
        ...call,
        body: { revision, choice: given.choice, reason: text, ...number },
      });
    case 'answer':
      return evaluationClient.answerRectification({ ...call, body: { revision, text, fileIds } });
    case 'check-again':
      return evaluationClient.checkRectificationAgain({ ...call, body: { revision, reason: text } });
    case 'confirm':
      return evaluationClient.confirmRectification({
        ...call,
        body: { revision, documentNumber: given.number.trim(), ...reason },
      });
    case 'recall':
      return evaluationClient.recallRectification({ ...call, body: { revision, reason: text } });
    case 'progress':
      return evaluationClient.addRectificationProgress({ ...call, body: { revision, text, fileIds } });
    case 'state':
      return evaluationClient.stateOnRectification({ ...call, body: { revision, text, fileIds } });
    case 'hearing':
      return evaluationClient.noteRectificationHearing({
        ...call,
        body: { revision, heldOn: given.heldOn, text, fileIds },
      });
    default:
      return evaluationClient.decideRectification({
        ...call,
        body: { revision, choice: given.choice, reason: text, documentNumber: given.number.trim() },
      });
  }
}
