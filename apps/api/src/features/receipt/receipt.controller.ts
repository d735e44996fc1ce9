import { receiptApi } from '@jianglian/contracts/receipt';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Controller } from '@nestjs/common';
import { Input, Route } from '../../platform/http/index.ts';
import { Receipts } from '../../platform/receipts/index.ts';

@Controller()
export class ReceiptController {
  private readonly receipts: Receipts;

  constructor(receipts: Receipts) {
    this.receipts = receipts;
  }

  @Route(receiptApi.receipt)
  receipt(@Input() { params }: InputOf<typeof receiptApi.receipt>): Promise<ReplyOf<typeof receiptApi.receipt>> {
    return this.receipts.check(params.serial);
  }

  @Route(receiptApi.receiptKeys)
  receiptKeys(): Promise<ReplyOf<typeof receiptApi.receiptKeys>> {
    return this.receipts.publicKeys();
  }
}
