import type { Locale, Sentences } from './shared/sentences.ts';
import activityEn from './sentences/activity.en.json' with { type: 'json' };
import activityZh from './sentences/activity.zh-CN.json' with { type: 'json' };
import awardImportEn from './sentences/award-import.en.json' with { type: 'json' };
import awardImportZh from './sentences/award-import.zh-CN.json' with { type: 'json' };
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
import referenceEn from './sentences/reference.en.json' with { type: 'json' };
import referenceZh from './sentences/reference.zh-CN.json' with { type: 'json' };
import sharedEn from './sentences/shared.en.json' with { type: 'json' };
import sharedZh from './sentences/shared.zh-CN.json' with { type: 'json' };
import studioEn from './sentences/studio.en.json' with { type: 'json' };
import studioZh from './sentences/studio.zh-CN.json' with { type: 'json' };

/** Sentences of every feature, by feature and language. A feature adds its two files here. */
export const catalogue: Readonly<Record<string, Readonly<Record<Locale, Sentences>>>> = {
  activity: { 'zh-CN': activityZh, en: activityEn },
  'award-import': { 'zh-CN': awardImportZh, en: awardImportEn },
  evaluation: { 'zh-CN': evaluationZh, en: evaluationEn },
  files: { 'zh-CN': filesZh, en: filesEn },
  identity: { 'zh-CN': identityZh, en: identityEn },
  insight: { 'zh-CN': insightZh, en: insightEn },
  machine: { 'zh-CN': machineZh, en: machineEn },
  reference: { 'zh-CN': referenceZh, en: referenceEn },
  shared: { 'zh-CN': sharedZh, en: sharedEn },
  studio: { 'zh-CN': studioZh, en: studioEn },
};
