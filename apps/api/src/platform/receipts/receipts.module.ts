import { Global, Module } from '@nestjs/common';
import { ReceiptKeys } from './receipt-keys.ts';
import { Receipts } from './receipts.ts';

@Global()
@Module({ providers: [ReceiptKeys, Receipts], exports: [ReceiptKeys, Receipts] })
export class ReceiptsModule {}
