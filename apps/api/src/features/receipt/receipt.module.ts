import { Module } from '@nestjs/common';
import { ReceiptController } from './receipt.controller.ts';

@Module({ controllers: [ReceiptController] })
export class ReceiptModule {}
