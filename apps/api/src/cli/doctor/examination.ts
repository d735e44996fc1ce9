import { AuditChain } from '../../platform/audit/index.ts';
import { type Database, sql, type UnitOfWork } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/files/index.ts';
import { type Broken, invariants } from './invariants.ts';
import { projectionFaults } from './replay.ts';
import { receiptFaults } from './receipts.ts';
import { scoreFaults } from './scores.ts';
import { fileFaults } from './stored-files.ts';
import { subsidyFaults } from './subsidies.ts';

export interface Finding {
  readonly name: string;
  readonly clause: string | null;
  readonly broken: readonly Broken[];
  /** What was looked at, where that is worth saying. */
  readonly note?: string;
}

export interface Patient {
  readonly database: Database;
  readonly unit: UnitOfWork;
  readonly files: FileStore;
}

const MOST_ROWS = 100;

type Check = Pick<Finding, 'name' | 'clause'> & {
  readonly look: (patient: Patient) => Promise<Pick<Finding, 'broken' | 'note'>>;
};

const checks: readonly Check[] = [
  { name: 'audit-chain', clause: null, look: ({ database, unit }) => chainOf(database, unit) },
  ...invariants.map(({ name, clause, broken }) => ({
    name,
    clause,
    look: async ({ database }: Patient) => ({
      broken: await database.rows<Broken>(sql`${broken} LIMIT ${MOST_ROWS}`),
    }),
  })),
  {
    name: 'register-equals-events',
    clause: null,
    look: async ({ database }) => ({ broken: await projectionFaults(database) }),
  },
  {
    name: 'scores-equal-their-sheets',
    clause: null,
    look: async ({ database }) => ({ broken: await scoreFaults(database) }),
  },
  {
    name: 'subsidies-equal-the-tiers',
    clause: '四(一)',
    look: async ({ database }) => ({ broken: await subsidyFaults(database) }),
  },
  { name: 'receipts-are-as-signed', clause: null, look: ({ database }) => receiptFaults(database) },
  {
    name: 'evidence-is-in-the-store',
    clause: null,
    look: async ({ database, files }) => ({ broken: await fileFaults(database, files) }),
  },
];

export const checkNames = checks.map(({ name }) => name);

/** The whole examination, or one check of it; nothing is changed. */
export async function examine(patient: Patient, only?: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, clause, look } of checks) {
    if (only === undefined || only === name) findings.push({ name, clause, ...(await look(patient)) });
  }
  return findings;
}

async function chainOf(database: Database, unit: UnitOfWork): Promise<Pick<Finding, 'broken' | 'note'>> {
  const { broken, length, waiting } = await new AuditChain(database, unit).verify();
  return {
    note: `${length} sealed, ${waiting} waiting`,
    broken: broken
      ? [{ row: `audit_records ${broken.recordId}`, what: `link ${broken.position}: ${broken.fault}` }]
      : [],
  };
}
