export { AuditChain, type ChainFinding } from './audit-chain.ts';
export { type AuditEntry, AuditLog } from './audit-log.ts';
