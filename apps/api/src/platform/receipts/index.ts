export { ReceiptKeys } from './receipt-keys.ts';
export { contentHash, type Receipt, type ReceiptRequest, Receipts } from './receipts.ts';
