export { ReferenceModule } from './reference.module.ts';
export { ReferenceQueries } from './reference.queries.ts';
