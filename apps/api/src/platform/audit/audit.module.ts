import { Global, Module } from '@nestjs/common';
import { AuditChain } from './audit-chain.ts';
import { AuditLog } from './audit-log.ts';
import { AuditSealer } from './audit-sealer.ts';

@Global()
@Module({ providers: [AuditLog, AuditChain, AuditSealer], exports: [AuditLog, AuditChain] })
export class AuditModule {}
