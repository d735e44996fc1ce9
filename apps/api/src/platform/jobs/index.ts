export { type JobHandler, Jobs } from './jobs.ts';
