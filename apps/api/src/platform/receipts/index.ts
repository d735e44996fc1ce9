export { ReceiptKeys } from './receipt-keys.ts';
export { contentHash, isSigned, type Receipt, type ReceiptRequest, Receipts } from './receipts.ts';
