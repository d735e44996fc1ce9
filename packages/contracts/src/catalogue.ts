import type { Locale, Sentences } from './shared/sentences.ts';
import machineEn from './sentences/machine.en.json' with { type: 'json' };
import machineZh from './sentences/machine.zh-CN.json' with { type: 'json' };

/** Sentences of every feature, by feature and language. A feature adds its two files here. */
export const catalogue: Readonly<Record<string, Readonly<Record<Locale, Sentences>>>> = {
  machine: { 'zh-CN': machineZh, en: machineEn },
};
