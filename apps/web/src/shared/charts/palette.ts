import { type ComputedRef, computed, nextTick, ref, watch } from 'vue';
import { useAppearance } from '@/shared/composables/useAppearance';

/** Colours of the present mode as an option function takes them (charts cannot read CSS variables). */
export interface ChartPalette {
  /** Eight that stay apart for the colour-blind; use in order. */
  readonly series: readonly string[];
  /** Seven sequential steps, pale to strong. */
  readonly scale: readonly string[];
  /** Five map steps, each with its ink. */
  readonly map: readonly { readonly fill: string; readonly ink: string }[];
  readonly tiers: Readonly<
    Record<'district' | 'municipal' | 'chief' | 'national', { readonly fill: string; readonly ink: string }>
  >;
  readonly grades: Readonly<Record<'excellent' | 'qualified' | 'failed' | 'none', string>>;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly paper: string;
  readonly river: string;
  readonly vermilion: string;
  readonly amber: string;
  readonly font: string;
  readonly size: number;
}

function read(): ChartPalette {
  const style = getComputedStyle(document.documentElement);
  // A canvas understands no `var()`: chains of variables are followed here.
  const at = (name: string): string => {
    const value = style.getPropertyValue(name).trim();
    const inner = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    return inner ? at(inner) : value;
  };
  const steps = (name: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => at(`${name}-${from + index}`));
  const tier = (n: number) => ({ fill: at(`--tier-${n}`), ink: at(`--tier-ink-${n}`) });
  return {
    series: steps('--chart', 1, 8),
    scale: steps('--scale', 0, 6),
    map: [0, 1, 2, 3, 4].map((n) => ({ fill: at(`--map-${n}`), ink: at(`--map-ink-${n}`) })),
    tiers: { district: tier(1), municipal: tier(2), chief: tier(3), national: tier(4) },
    grades: { excellent: at('--jade'), qualified: at('--slate'), failed: at('--vermilion'), none: at('--none') },
    ink: at('--ink'),
    inkSoft: at('--ink-2'),
    line: at('--line'),
    paper: at('--paper'),
    river: at('--river'),
    vermilion: at('--vermilion'),
    amber: at('--amber'),
    font: at('--font'),
    size: Number.parseFloat(at('--size-1')) || 12,
  };
}

/** The palette, anew when light, dark or large type changes. */
export function useChartPalette(): ComputedRef<ChartPalette> {
  const { theme, large } = useAppearance();
  const version = ref(0);
  watch([theme, large], () => void nextTick(() => version.value++));
  return computed(() => {
    void version.value;
    return read();
  });
}
