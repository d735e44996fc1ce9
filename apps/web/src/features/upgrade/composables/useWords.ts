import { conditionKey, findingText, type ConditionView, type FactView } from '@jianglian/contracts/upgrade';
import { useI18n } from 'vue-i18n';

/** Whose values are a term of the domain; the rest is shown as it is. */
const termOf: Readonly<Record<string, string>> = {
  tier: 'tier',
  standing: 'standing',
  lastGrade: 'grade',
  skillLevel: 'skillLevel',
  highestAward: 'honourLevel',
  nationalHonours: 'national-honour',
  hostKind: 'hostUnitKind',
  exceptionGround: 'exception-ground',
};

/** Conditions, findings and facts in words of the language. */
export function useWords() {
  const { t } = useI18n();
  const say = (term: string, key: string, params: Readonly<Record<string, string>> = {}) =>
    t(`terms.${term}.${key}`, params);
  const title = (rule: string) => say('upgrade-condition', conditionKey(rule));
  const found = ({ rule, finding }: Pick<ConditionView, 'rule' | 'finding'>) => findingText(rule, finding, say);
  const factName = (fact: string) => say('upgrade-fact', fact);
  const list = (items: readonly string[]) => items.join(t('ui.listComma'));

  function factValue({ fact, value }: Pick<FactView, 'fact' | 'value'>): string {
    if (value === null || value === undefined) return say('upgrade-none', 'none');
    if (typeof value === 'boolean') return say('yes-no', value ? 'yes' : 'no');
    if (Array.isArray(value)) {
      return value.length === 0
        ? say('upgrade-none', 'none')
        : list(value.map((item: unknown) => factValue({ fact, value: item })));
    }
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return (value as { name?: string }).name ?? '';
    const term = termOf[fact];
    return term === undefined ? value : say(term, value);
  }
  return { t, say, title, found, factName, factValue, list };
}
