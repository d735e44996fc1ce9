export { type HeardEvent, type StudioEventListener, StudioEventListeners } from './studio-event-listeners.service.ts';
export { MasterHonours } from './master-honours.service.ts';
export { StudioEvents, type StudioActOn } from './studio-events.service.ts';
export { StudioModule } from './studio.module.ts';
export { StudioRegister, type FoundingOrder } from './studio-register.service.ts';
export { studioVisibleTo } from './studio-visibility.queries.ts';
