export { Database } from './database.ts';
export { isContention, isDatabaseAway, violates } from './faults.ts';
export { keyset, type Keyset, type SortColumn } from './keyset.ts';
export { Reports } from './reports.ts';
export { empty, every, join, raw, sql, Sql } from './sql.ts';
export { UnitOfWork } from './unit-of-work.ts';
