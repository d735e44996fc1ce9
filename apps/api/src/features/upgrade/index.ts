export { DeterminationService } from './eligibility/determination.service.ts';
export { type OpenCase, VerdictQueries } from './eligibility/verdict.queries.ts';
export { UpgradeModule } from './upgrade.module.ts';
export { accountOfRow, ledgerColumns, type LedgerFacts, statementColumns } from './subsidy/ledger-columns.ts';
