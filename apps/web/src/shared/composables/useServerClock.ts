import { OFFICE_ZONE } from '@jianglian/domain/kernel';
import { type ComputedRef, computed, effectScope, onScopeDispose, ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { serverNow } from '@/shared/api/server-clock';

let shared: { now: Ref<number> } | undefined;

/** The server's time, corrected on every answer and ticking once a second while the page is seen. Deadlines count against it. */
export function useServerClock(): { readonly now: Ref<number>; readonly today: ComputedRef<string> } {
  const { now } = (shared ??= effectScope(true).run(create)!);
  return { now, today: computed(() => dayOf(now.value)) };
}

function create(): { now: Ref<number> } {
  const now = ref(serverNow.now());
  const tick = () => {
    if (!document.hidden) now.value = serverNow.now();
  };
  const timer = setInterval(tick, 1000);
  const forget = serverNow.onChange(tick);
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    forget();
    document.removeEventListener('visibilitychange', tick);
  });
  return { now };
}

const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: OFFICE_ZONE });
/** The civil date of an instant in the office's zone. */
export const dayOf = (instant: number | Date): string => dayFormat.format(instant);

const minuteFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: OFFICE_ZONE, hour: '2-digit', minute: '2-digit' });
const secondFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: OFFICE_ZONE, timeStyle: 'medium' });
/** `18:00` and `14:03:22` in the office's zone. */
export const minuteOf = (instant: number | Date): string => minuteFormat.format(instant);
export const secondOf = (instant: number | Date): string => secondFormat.format(instant);

/** Ways to say a moment in the language shown: `11月22日 18:00（周日）` / `Sun 22 Nov, 18:00`. */
export function useMoments(): {
  day: (instant: number) => string;
  moment: (instant: number, withYear?: boolean) => string;
  closing: (instant: number, withYear?: boolean) => string;
  weekday: (instant: number) => string;
} {
  const { locale } = useI18n();
  const part = (options: Intl.DateTimeFormatOptions, instant: number) =>
    new Intl.DateTimeFormat(locale.value, { timeZone: OFFICE_ZONE, ...options }).format(instant);
  const weekday = (instant: number) => part({ weekday: 'short' }, instant);
  const day = (instant: number) =>
    locale.value === 'en'
      ? part({ day: 'numeric', month: 'short' }, instant)
      : part({ month: 'long', day: 'numeric' }, instant);
  const moment = (instant: number, withYear = false) => {
    const year = withYear ? part({ year: 'numeric' }, instant) : '';
    if (locale.value === 'en')
      return `${weekday(instant)} ${day(instant)}${year ? ` ${year}` : ''}, ${minuteOf(instant)}`;
    return `${year}${day(instant)} ${minuteOf(instant)}（${weekday(instant)}）`;
  };
  /** The end of a window: midnight is the end of the day before, `7月22日 24:00（周一）`. */
  const closing = (instant: number, withYear = false) =>
    minuteOf(instant) === '00:00'
      ? moment(instant - 60_000, withYear).replace('23:59', '24:00')
      : moment(instant, withYear);
  return { day, moment, closing, weekday };
}
