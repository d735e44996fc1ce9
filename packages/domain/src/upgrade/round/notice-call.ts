import type { CivilDate, Notice } from '../../kernel/index.ts';
import { addDays, instantOf } from '../../kernel/index.ts';
import { cq20247 } from '../../notice/index.ts';
import { cq20247Rules } from '../eligibility/cq-2024-7.rule.ts';
import type { RuleSet } from '../eligibility/rule-set.ts';
import type { RoundSettings } from './round-settings.ts';

/** The dates a notice names (五(二)), as it names them: an hour where it says one, whole days elsewhere. */
export interface NoticeCall {
  readonly notice: Notice;
  readonly rules: RuleSet;
  readonly year: number;
  readonly applicationsClose: { readonly on: CivilDate; readonly at: string };
  /** 集中审核推荐: from the morning of the first day through the last. */
  readonly recommending: { readonly from: CivilDate; readonly through: CivilDate };
}

export const cq20247Call: NoticeCall = {
  notice: cq20247,
  rules: cq20247Rules,
  year: 2024,
  applicationsClose: { on: '2024-07-15', at: '18:00' },
  recommending: { from: '2024-07-16', through: '2024-07-22' },
};

/** Every call that can be a template, the oldest first. */
export const noticeCalls: readonly NoticeCall[] = [cq20247Call];

/**
 * The round a notice calls for. It opens on the day the notice was issued. Domain defaults where the notice is silent: five working
 * days of publicity, no review by experts, three sheets for an application where there is one.
 */
export function roundOfNotice({ notice, rules, year, applicationsClose, recommending }: NoticeCall): RoundSettings {
  return {
    title: `${year}年度技能大师工作室申报遴选`,
    year,
    documentNumber: notice.documentNumber,
    windows: {
      opensAt: instantOf(notice.issuedOn),
      applicationsCloseAt: instantOf(applicationsClose.on, applicationsClose.at),
      recommendingOpensAt: instantOf(recommending.from),
      recommendingClosesAt: instantOf(addDays(recommending.through, 1)),
    },
    places: rules.places,
    perRecommender: rules.placesPerRecommender,
    publicityWorkingDays: 5,
    expertReview: false,
    sheetsPerApplication: 3,
  };
}
