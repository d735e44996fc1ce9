export { NotFoundError, RefusedError, sharedRefusals, staleRevision } from './refused.error.ts';
