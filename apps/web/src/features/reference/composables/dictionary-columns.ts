import type { ReferenceView } from '@jianglian/contracts/reference';
import type { DictionaryName } from '@jianglian/domain/reference';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { DataColumn } from '@/shared/ui';
import { useReference } from './useReference.ts';

/** One entry of any dictionary, as the page's table shows it. */
export interface Entry {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly about: string;
  readonly confirmed: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly successors: readonly string[];
  readonly revision: number;
}

/** A row of any dictionary: what one has the others lack. */
interface Row {
  readonly id?: string;
  readonly code?: string | null;
  readonly day?: string;
  readonly name: string;
  readonly level?: string;
  readonly groupName?: string | null;
  readonly type?: string;
  readonly zone?: string;
  readonly kind?: string;
  readonly edition?: string;
  readonly clusterCode?: string | null;
  readonly parentCode?: string | null;
  readonly highSkill?: boolean;
  readonly confirmed?: boolean;
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
  readonly successors?: readonly string[];
  readonly revision?: number;
}

/** The rows of a dictionary and the columns that fit it. */
export function useDictionary(name: () => DictionaryName) {
  const { t } = useI18n();
  const { query, clusterName, districtName } = useReference();

  function aboutOf(row: Row): string {
    switch (name()) {
      case 'clusters':
        return [t(`terms.clusterLevel.${row.level}`), row.groupName].filter(Boolean).join(' · ');
      case 'districts':
        return `${t(`terms.districtType.${row.type}`)} · ${t(`terms.zone.${row.zone}`)}`;
      case 'recommenders':
        return t(`terms.recommenderKind.${row.kind}`);
      case 'occupations':
        return [row.edition, row.clusterCode ? clusterName(row.clusterCode) : ''].filter(Boolean).join(' · ');
      case 'skill-levels':
        return row.highSkill ? t('reference.highSkill') : '';
      case 'holidays':
        return t(`terms.dayKind.${row.kind}`);
      case 'highlands':
        return row.parentCode ? t('reference.fieldOf', { code: row.parentCode }) : t('reference.highland');
    }
  }

  const fields = { 'skill-levels': 'skillLevels' } as Readonly<Record<string, keyof ReferenceView>>;
  const rows = computed<readonly Entry[] | undefined>(() => {
    const data = query.data.value?.[fields[name()] ?? (name() as keyof ReferenceView)] as readonly Row[] | undefined;
    return data?.map((row) => ({
      key: row.id ?? row.code ?? row.day ?? '',
      code: row.code ?? row.day ?? '',
      name: row.name,
      about: aboutOf(row),
      confirmed: row.confirmed ?? true,
      validFrom: row.validFrom ?? null,
      validTo: row.validTo ?? null,
      successors: (row.successors ?? []).map(districtName),
      revision: row.revision ?? 1,
    }));
  });
  const columns = computed<DataColumn<Entry>[]>(() => [
    { key: 'code', title: t(name() === 'holidays' ? 'reference.day' : 'reference.code'), nowrap: true },
    { key: 'name', title: t('reference.name'), header: true },
    { key: 'about', title: t('reference.about') },
    ...(name() === 'holidays' || name() === 'skill-levels'
      ? []
      : [{ key: 'validity', title: t('reference.validity') }]),
  ]);
  return { query, rows, columns };
}
