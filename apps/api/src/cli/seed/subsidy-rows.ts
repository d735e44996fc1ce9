import { instantOf } from '@jianglian/domain/kernel';
import type { DemoEntry, DemoMoney, DemoStatement } from '@jianglian/testkit';
import { accountIdOf, paper, recommenderLogin, studioLogin, uuidOf } from '@jianglian/testkit';
import type { AuditEntryRow } from './audit-rows.ts';
import type { DemoFiles } from './demo-files.ts';
import type { TableWriter } from './table-writer.ts';

/** The ledger of the subsidies, with vouchers and receipts. */
export async function writeSubsidies(writer: TableWriter, money: DemoMoney, made: DemoFiles): Promise<void> {
  await writer.insert(
    'subsidy_entries',
    money.entries.map((entry) => ({
      id: entry.id,
      studioId: entry.studio.id,
      number: entry.number,
      position: entry.position,
      kind: entry.kind,
      fen: entry.fen,
      happenedOn: entry.on,
      documentNumber: entry.documentNumber,
      reason: entry.reason,
      fileId:
        entry.kind === 'payment'
          ? made.keep(
              { ...paper('benefit-statement', `payment ${entry.documentNumber}`, 'CZ-1'), name: '拨款凭证.pdf' },
              { accountId: accountIdOf('office'), at: enteredAt(entry), purpose: 'document' },
            )
          : null,
      reversesId: entry.reversesId,
      enteredBy: accountIdOf('office'),
      enteredAt: enteredAt(entry),
    })),
  );
  await writer.insert(
    'subsidy_statements',
    money.statements.map((said) => ({
      id: said.id,
      studioId: said.studio.id,
      kind: said.kind,
      year: said.year,
      happenedOn: said.on,
      fen: said.fen,
      items: said.items,
      note: said.note,
      fileId: made.keep(
        { ...paper('benefit-statement', `statement ${said.id}`, `BZ-${said.studio.serial}`, 2), name: '票据.pdf' },
        { accountId: accountIdOf(studioLogin(said.studio)), at: instantOf(said.statedOn, '10:00') },
      ),
      statedBy: accountIdOf(studioLogin(said.studio)),
      statedAt: instantOf(said.statedOn, '10:10'),
    })),
  );
  await writer.insert(
    'subsidy_verdicts',
    money.statements.flatMap(({ id, studio, verdict }) =>
      verdict
        ? [
            {
              id: uuidOf(`subsidy verdict ${id}`),
              statementId: id,
              number: 1,
              verdict: verdict.verdict,
              reason: verdict.reason,
              judgedBy: accountIdOf(recommenderLogin(studio.recommenderCode)),
              judgedAt: instantOf(verdict.on, '15:00'),
            },
          ]
        : [],
    ),
  );
}

const enteredAt = ({ on, number }: DemoEntry): Date => instantOf(on, `11:${String(10 + number)}`);

export const subsidyEntries = ({ entries, statements }: DemoMoney): AuditEntryRow[] => [
  ...entries.map((entry) => ({
    at: enteredAt(entry),
    by: 'office',
    role: 'office',
    type: 'subsidy-entry',
    id: entry.id,
    studioId: entry.studio.id,
    action: entry.kind,
    reason: entry.reason,
    facts: { position: entry.position, fen: entry.fen, on: entry.on, documentNumber: entry.documentNumber },
  })),
  ...statements.flatMap(statementEntries),
];

const statementEntries = ({ id, studio, kind, year, fen, statedOn, verdict }: DemoStatement): AuditEntryRow[] => [
  {
    at: instantOf(statedOn, '10:10'),
    by: studioLogin(studio),
    role: 'studio',
    type: 'subsidy-statement',
    id,
    studioId: studio.id,
    action: 'stated',
    facts: { kind, year, fen },
  },
  ...(verdict
    ? [
        {
          at: instantOf(verdict.on, '15:00'),
          by: recommenderLogin(studio.recommenderCode),
          role: 'recommender',
          type: 'subsidy-statement',
          id,
          studioId: studio.id,
          action: verdict.verdict,
          from: 'submitted',
          to: verdict.verdict,
          reason: verdict.reason,
          facts: { kind, year, fen },
        },
      ]
    : []),
];
