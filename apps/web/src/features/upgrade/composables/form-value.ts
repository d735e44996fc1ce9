import type { FormField, FormHonour, FormMember } from '@jianglian/domain/upgrade';
import { useI18n } from 'vue-i18n';
import { useReference } from '@/features/reference';

const terms: Readonly<Record<string, string>> = {
  tier: 'tier',
  ground: 'exception-ground',
  'skill-level': 'skillLevel',
  gender: 'gender',
};

/** A field's value in words: for print, for the reader, for two versions side by side. */
export function useFormValue() {
  const { t } = useI18n();
  const { clusters, districts, recommenders } = useReference();
  const nameOf = (list: readonly { code?: string; id?: string; name: string }[], key: string) =>
    list.find(({ code, id }) => code === key || id === key)?.name ?? key;
  return ({ kind }: Pick<FormField, 'kind'>, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'boolean') return t(`terms.yes-no.${value ? 'yes' : 'no'}`);
    if (kind === 'honours') {
      return (value as readonly FormHonour[])
        .map(({ name, level, year }) =>
          [year, name, level && t(`terms.honourLevel.${level}`)].filter(Boolean).join(' '),
        )
        .join('\n');
    }
    if (kind === 'members') {
      return (value as readonly FormMember[])
        .map(({ name, skillLevel, duty }) =>
          [name, skillLevel && t(`terms.skillLevel.${skillLevel}`), duty].filter(Boolean).join(' '),
        )
        .join('\n');
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (terms[kind]) return t(`terms.${terms[kind]}.${text}`);
    if (kind === 'cluster') return nameOf(clusters.value, text);
    if (kind === 'district') return nameOf(districts.value, text);
    return kind === 'recommender' ? nameOf(recommenders.value, text) : text;
  };
}
