export { useAppearance } from './useAppearance.ts';
export { type Autosave, type Conflict, useAutosave } from './useAutosave.ts';
export { type Hotkeys, useHotkeys } from './useHotkeys.ts';
export { type Keyset, type KeysetPage, useKeyset } from './useKeyset.ts';
export { fieldOf, instantOfField, ownZone } from './office-time.ts';
export { dayOf, minuteOf, secondOf, useMoments, useServerClock } from './useServerClock.ts';
export { type SessionPerson, useSession } from './useSession.ts';
export * as filter from './useUrlFilters.ts';
export { type UrlFilters, useUrlFilters } from './useUrlFilters.ts';
