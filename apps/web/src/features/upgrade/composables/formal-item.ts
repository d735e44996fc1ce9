import { conditionKey, type FormalItemView } from '@jianglian/contracts/upgrade';
import { useI18n } from 'vue-i18n';
import { useWords } from './useWords.ts';

export const standingLooks = {
  fine: { shape: 'check', tone: 'jade' },
  open: { shape: 'ring', tone: 'muted' },
  against: { shape: 'cross', tone: 'vermilion' },
} as const;

/** Names and findings of the items of a formal check in words of the language. */
export function useFormalItem() {
  const { t } = useI18n();
  const words = useWords();
  const titleOf = ({ item, group }: FormalItemView): string =>
    group === 'conditions'
      ? words.title(item)
      : group === 'judged'
        ? t(`terms.upgrade-judged.${item.slice('judged.'.length)}`)
        : t(`terms.formal-item.${item}`);
  function foundOf({ item, finding, evidence, found }: FormalItemView): string {
    if (finding) return words.found({ rule: item, finding });
    const params = evidence as Record<string, string | number>;
    if (item === 'deeds') return t('upgrade.review.found.deeds', params);
    if (item === 'evidence-pages') return t('upgrade.review.found.pages', params);
    if (item === 'rank' && evidence['rank'] !== null) return t('upgrade.review.found.rank', params);
    return t(`terms.formal-finding.${found}`);
  }
  return { titleOf, foundOf, keyOf: conditionKey };
}
