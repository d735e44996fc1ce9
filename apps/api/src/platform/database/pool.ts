import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** TypeORM's own connection pool: `master` of its PostgreSQL driver. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;
