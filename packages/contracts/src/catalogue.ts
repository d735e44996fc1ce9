import type { Locale, Sentences } from './shared/sentences.ts';
import activityEn from './sentences/activity.en.json' with { type: 'json' };
import activityZh from './sentences/activity.zh-CN.json' with { type: 'json' };
import awardImportEn from './sentences/award-import.en.json' with { type: 'json' };
import awardImportZh from './sentences/award-import.zh-CN.json' with { type: 'json' };
import awardEn from './sentences/award.en.json' with { type: 'json' };
import awardZh from './sentences/award.zh-CN.json' with { type: 'json' };
import changeEn from './sentences/change.en.json' with { type: 'json' };
import changeZh from './sentences/change.zh-CN.json' with { type: 'json' };
import cycleEn from './sentences/cycle.en.json' with { type: 'json' };
import cycleZh from './sentences/cycle.zh-CN.json' with { type: 'json' };
import eligibilityEn from './sentences/eligibility.en.json' with { type: 'json' };
import eligibilityZh from './sentences/eligibility.zh-CN.json' with { type: 'json' };
import evaluationEn from './sentences/evaluation.en.json' with { type: 'json' };
import evaluationZh from './sentences/evaluation.zh-CN.json' with { type: 'json' };
import filesEn from './sentences/files.en.json' with { type: 'json' };
import filesZh from './sentences/files.zh-CN.json' with { type: 'json' };
import identityEn from './sentences/identity.en.json' with { type: 'json' };
import identityZh from './sentences/identity.zh-CN.json' with { type: 'json' };
import insightEn from './sentences/insight.en.json' with { type: 'json' };
import insightZh from './sentences/insight.zh-CN.json' with { type: 'json' };
import machineEn from './sentences/machine.en.json' with { type: 'json' };
import machineZh from './sentences/machine.zh-CN.json' with { type: 'json' };
import moderationEn from './sentences/moderation.en.json' with { type: 'json' };
import moderationZh from './sentences/moderation.zh-CN.json' with { type: 'json' };
import offlineScoringEn from './sentences/offline-scoring.en.json' with { type: 'json' };
import offlineScoringZh from './sentences/offline-scoring.zh-CN.json' with { type: 'json' };
import panelEn from './sentences/panel.en.json' with { type: 'json' };
import panelZh from './sentences/panel.zh-CN.json' with { type: 'json' };
import opinionEn from './sentences/opinion.en.json' with { type: 'json' };
import opinionZh from './sentences/opinion.zh-CN.json' with { type: 'json' };
import mailEn from './sentences/mail.en.json' with { type: 'json' };
import mailZh from './sentences/mail.zh-CN.json' with { type: 'json' };
import messageEn from './sentences/message.en.json' with { type: 'json' };
import messageZh from './sentences/message.zh-CN.json' with { type: 'json' };
import letterEn from './sentences/letter.en.json' with { type: 'json' };
import letterZh from './sentences/letter.zh-CN.json' with { type: 'json' };
import objectionEn from './sentences/objection.en.json' with { type: 'json' };
import objectionZh from './sentences/objection.zh-CN.json' with { type: 'json' };
import publicityEn from './sentences/publicity.en.json' with { type: 'json' };
import publicityZh from './sentences/publicity.zh-CN.json' with { type: 'json' };
import receiptEn from './sentences/receipt.en.json' with { type: 'json' };
import receiptZh from './sentences/receipt.zh-CN.json' with { type: 'json' };
import rectificationEn from './sentences/rectification.en.json' with { type: 'json' };
import rectificationZh from './sentences/rectification.zh-CN.json' with { type: 'json' };
import referenceEn from './sentences/reference.en.json' with { type: 'json' };
import referenceZh from './sentences/reference.zh-CN.json' with { type: 'json' };
import reformEn from './sentences/reform.en.json' with { type: 'json' };
import reformZh from './sentences/reform.zh-CN.json' with { type: 'json' };
import reviewEn from './sentences/review.en.json' with { type: 'json' };
import reviewZh from './sentences/review.zh-CN.json' with { type: 'json' };
import rubricEn from './sentences/rubric.en.json' with { type: 'json' };
import rubricZh from './sentences/rubric.zh-CN.json' with { type: 'json' };
import scoringEn from './sentences/scoring.en.json' with { type: 'json' };
import scoringZh from './sentences/scoring.zh-CN.json' with { type: 'json' };
import reminderEn from './sentences/reminder.en.json' with { type: 'json' };
import reminderZh from './sentences/reminder.zh-CN.json' with { type: 'json' };
import sharedEn from './sentences/shared.en.json' with { type: 'json' };
import sharedZh from './sentences/shared.zh-CN.json' with { type: 'json' };
import studioEn from './sentences/studio.en.json' with { type: 'json' };
import studioZh from './sentences/studio.zh-CN.json' with { type: 'json' };
import honoursEn from './sentences/honours.en.json' with { type: 'json' };
import honoursZh from './sentences/honours.zh-CN.json' with { type: 'json' };
import subsidyEn from './sentences/subsidy.en.json' with { type: 'json' };
import subsidyZh from './sentences/subsidy.zh-CN.json' with { type: 'json' };
import visitEn from './sentences/visit.en.json' with { type: 'json' };
import visitZh from './sentences/visit.zh-CN.json' with { type: 'json' };
import applicationEn from './sentences/application.en.json' with { type: 'json' };
import applicationZh from './sentences/application.zh-CN.json' with { type: 'json' };
import recommendationEn from './sentences/recommendation.en.json' with { type: 'json' };
import recommendationZh from './sentences/recommendation.zh-CN.json' with { type: 'json' };
import roundEn from './sentences/round.en.json' with { type: 'json' };
import roundZh from './sentences/round.zh-CN.json' with { type: 'json' };

/** Sentences of every feature, by feature and language. A feature adds its two files here. */
export const catalogue: Readonly<Record<string, Readonly<Record<Locale, Sentences>>>> = {
  activity: { 'zh-CN': activityZh, en: activityEn },
  application: { 'zh-CN': applicationZh, en: applicationEn },
  'award-import': { 'zh-CN': awardImportZh, en: awardImportEn },
  award: { 'zh-CN': awardZh, en: awardEn },
  change: { 'zh-CN': changeZh, en: changeEn },
  cycle: { 'zh-CN': cycleZh, en: cycleEn },
  eligibility: { 'zh-CN': eligibilityZh, en: eligibilityEn },
  evaluation: { 'zh-CN': evaluationZh, en: evaluationEn },
  files: { 'zh-CN': filesZh, en: filesEn },
  identity: { 'zh-CN': identityZh, en: identityEn },
  insight: { 'zh-CN': insightZh, en: insightEn },
  machine: { 'zh-CN': machineZh, en: machineEn },
  moderation: { 'zh-CN': moderationZh, en: moderationEn },
  'offline-scoring': { 'zh-CN': offlineScoringZh, en: offlineScoringEn },
  panel: { 'zh-CN': panelZh, en: panelEn },
  opinion: { 'zh-CN': opinionZh, en: opinionEn },
  mail: { 'zh-CN': mailZh, en: mailEn },
  message: { 'zh-CN': messageZh, en: messageEn },
  letter: { 'zh-CN': letterZh, en: letterEn },
  objection: { 'zh-CN': objectionZh, en: objectionEn },
  publicity: { 'zh-CN': publicityZh, en: publicityEn },
  receipt: { 'zh-CN': receiptZh, en: receiptEn },
  rectification: { 'zh-CN': rectificationZh, en: rectificationEn },
  recommendation: { 'zh-CN': recommendationZh, en: recommendationEn },
  reference: { 'zh-CN': referenceZh, en: referenceEn },
  round: { 'zh-CN': roundZh, en: roundEn },
  reform: { 'zh-CN': reformZh, en: reformEn },
  review: { 'zh-CN': reviewZh, en: reviewEn },
  rubric: { 'zh-CN': rubricZh, en: rubricEn },
  scoring: { 'zh-CN': scoringZh, en: scoringEn },
  reminder: { 'zh-CN': reminderZh, en: reminderEn },
  shared: { 'zh-CN': sharedZh, en: sharedEn },
  studio: { 'zh-CN': studioZh, en: studioEn },
  honours: { 'zh-CN': honoursZh, en: honoursEn },
  subsidy: { 'zh-CN': subsidyZh, en: subsidyEn },
  visit: { 'zh-CN': visitZh, en: visitEn },
};
