import type { StudioEventView } from '@jianglian/contracts/studio';
import { scoreText } from '@jianglian/domain/kernel';
import type { EventFacts, FromTo, Named, StudioEventKind } from '@jianglian/domain/studio';
import { useI18n } from 'vue-i18n';
import { useReference } from '@/features/reference';
import type { Shape, Tone } from '@/shared/ui';

type Facts<Kind extends StudioEventKind> = EventFacts[Kind];

const looks: Partial<Record<StudioEventKind, readonly [Shape, Tone]>> = {
  awarded: ['triangle', 'river'],
  upgraded: ['triangle', 'river'],
  downgraded: ['triangle-down', 'vermilion'],
  'master-changed': ['cross', 'ink'],
  relocated: ['cross', 'ink'],
  'host-merged': ['cross', 'ink'],
  'rectification-ordered': ['triangle', 'amber'],
  'rectification-extended': ['ring', 'amber'],
  'rectification-passed': ['half', 'amber'],
  'rectification-failed': ['triangle-down', 'vermilion'],
  revoked: ['cross', 'vermilion'],
  terminated: ['frame', 'muted'],
};
const gradeLooks = {
  excellent: ['diamond', 'jade'],
  qualified: ['square', 'slate'],
  failed: ['triangle-down', 'vermilion'],
} as const satisfies Readonly<Record<string, readonly [Shape, Tone]>>;

/** The shape and tone of an event on the timeline. */
export function lookOfEvent(event: Pick<StudioEventView, 'kind' | 'facts'>): readonly [Shape, Tone] {
  if (event.kind === 'evaluated') return gradeLooks[(event.facts as unknown as Facts<'evaluated'>).grade];
  return looks[event.kind] ?? ['ring', 'muted'];
}

/** An event in words, beside its name: what changed into what. */
export function useEventText(): (event: Pick<StudioEventView, 'kind' | 'facts'>) => string {
  const { t } = useI18n();
  const { clusterName, districtName } = useReference();
  const arrow = ({ from, to }: FromTo<string>) => `${from} → ${to}`;
  const named = ({ from, to }: FromTo<Named>) => arrow({ from: from.name, to: to.name });
  const moved = (change: FromTo<string>, word: (value: string) => string) =>
    change.from === change.to ? [] : [arrow({ from: word(change.from), to: word(change.to) })];
  const tier = (value: string) => t(`terms.tier.${value}`);

  return ({ kind, facts }) => {
    const of = <Kind extends StudioEventKind>(_kind: Kind) => facts as unknown as Facts<Kind>;
    switch (kind) {
      case 'awarded':
        return tier(of(kind).tier);
      case 'upgraded':
      case 'downgraded':
        return tier(of(kind).tier.to);
      case 'renamed':
        return arrow(of(kind).name);
      case 'master-changed':
        return named(of(kind).master);
      case 'host-merged':
        return named(of(kind).hostUnit);
      case 'relocated': {
        const { hostUnit, districtCode } = of(kind);
        return [named(hostUnit), ...moved(districtCode, districtName)].join(t('ui.listComma'));
      }
      case 're-homed': {
        const { recommender, districtCode } = of(kind);
        const units = recommender.from.id === recommender.to.id ? [] : [named(recommender)];
        return (units.length > 0 ? units : moved(districtCode, districtName)).join(t('ui.listComma'));
      }
      case 'reclassified': {
        const { clusterCode, occupation } = of(kind);
        const names = { from: occupation.from?.name ?? t('ui.notGiven'), to: occupation.to?.name ?? t('ui.notGiven') };
        return [...moved(clusterCode, clusterName), ...(names.from === names.to ? [] : [arrow(names)])].join(
          t('ui.listComma'),
        );
      }
      case 'team-changed': {
        const { joined, left } = of(kind);
        const names = (list: readonly string[]) => list.join(t('ui.listComma'));
        return [
          ...(joined.length > 0 ? [t('studio.event.joined', { names: names(joined) })] : []),
          ...(left.length > 0 ? [t('studio.event.left', { names: names(left) })] : []),
        ].join(' ');
      }
      case 'evaluated': {
        const { grade, score } = of(kind);
        return [t(`terms.grade.${grade}`), ...(score === null ? [] : [scoreText(score)])].join(' ');
      }
      case 'objection-upheld': {
        const { grade } = of(kind);
        return arrow({ from: t(`terms.grade.${grade.from}`), to: t(`terms.grade.${grade.to}`) });
      }
      case 'evaluation-retracted': {
        const { grade } = of(kind);
        const name = (one: typeof grade.from) => (one === null ? t('ui.notGiven') : t(`terms.grade.${one}`));
        return arrow({ from: name(grade.from), to: name(grade.to) });
      }
      case 'rectification-ordered':
      case 'rectification-extended':
        return t('studio.event.until', { on: of(kind).until });
      default:
        return '';
    }
  };
}
