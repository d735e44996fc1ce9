import type { CallOf } from '@jianglian/contracts/shared';
import type { ChangeView } from '@jianglian/contracts/studio';
import { studioApi } from '@jianglian/contracts/studio';
import type { Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { aStudio, recommenderId } from './a-studio.ts';

export type Draft = CallOf<typeof studioApi.draftChange>['body'];

/** Resident numbers that check and belong to nobody. */
export const idNumbers = ['500103198001010016', '50010319850101008X', '500157197506150027', '500101196903074041'];

/** A studio with its secretary and an official of its recommending unit. */
export async function peopleOf(portal: Portal, wanted: Parameters<typeof aStudio>[1] = {}) {
  const id = await aStudio(portal, wanted);
  const unit = await recommenderId(portal, wanted.recommender ?? '500101');
  const secretary = await portal.given.account('studio', { studioId: id });
  return {
    id,
    secretary,
    studio: await portal.signedIn(secretary),
    recommender: await portal.signedIn(await portal.given.account('recommender', { recommenderId: unit })),
  };
}

export async function uploaded(visitor: Visitor, purpose = 'change', name = '申请报告.pdf'): Promise<string> {
  const answer = await visitor.upload(`/api/files?purpose=${purpose}`, { name, content: pdf(1) });
  return answer.json<{ id: string }>().id;
}

export const aMaster = (idNumber: string | null, name = '向南星'): Draft['proposal'] => ({
  kind: 'master-changed',
  master: { name, skillLevel: 'senior-technician', idNumber, mobile: '13800005678' },
  name: `${name}技能大师工作室`,
});

/** A change as the studio writes it down. */
export async function drafted(studio: Visitor, id: string, proposal: Draft['proposal']): Promise<ChangeView> {
  return studio.to(studioApi).draftChange({
    params: { id },
    body: {
      proposal,
      reason: '原命名专家已办理退休手续，团队一致推荐接任人选。',
      files: [{ id: await uploaded(studio), evidence: 'application' }],
    },
  });
}

type Step = 'submitChange' | 'withdrawChange';
export const step = (who: Visitor, call: Step, { id, revision }: ChangeView): Promise<ChangeView> =>
  who.to(studioApi)[call]({ params: { id }, body: { revision } });

export const endorse = (who: Visitor, { id, revision }: ChangeView, opinion = '情况属实，同意上报。') =>
  who.to(studioApi).endorseChange({ params: { id }, body: { revision, opinion } });

export const consent = (
  who: Visitor,
  { id, revision }: ChangeView,
  change: Partial<CallOf<typeof studioApi.consentChange>['body']> = {},
) =>
  who.to(studioApi).consentChange({
    params: { id },
    body: { revision, documentNumber: '渝高技办〔2026〕21号', happenedOn: '2026-03-02', ...change },
  });

/** Handed in and supported: the office's turn. */
export async function endorsed(
  people: Awaited<ReturnType<typeof peopleOf>>,
  proposal: Draft['proposal'],
): Promise<ChangeView> {
  const submitted = await step(people.studio, 'submitChange', await drafted(people.studio, people.id, proposal));
  return endorse(people.recommender, submitted);
}
