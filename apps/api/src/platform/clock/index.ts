export { Clock, StartedClock } from './clock.ts';
