export { Clock } from './clock.ts';
