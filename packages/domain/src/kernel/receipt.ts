import { canonicalJson } from './canonical-json.ts';
import type { SerialKind } from './serial-number.ts';

/** 回执: `HZ2026-7K3M9-QXD4R-4`. Its ten signs are drawn by lot, so that nobody finds others' receipts by counting. */
export const receiptSerial: SerialKind = { prefix: 'HZ', signs: 10 };

/** What a receipt says and the portal signs: this content, for this purpose, was received at this instant. */
export interface ReceiptStatement {
  readonly serial: string;
  readonly purpose: string;
  /** In words, without anything personal: it is shown to whoever holds the number. */
  readonly title: string;
  /** The server's instant, `2024-07-15T09:59:59.900Z`. */
  readonly at: string;
  /** SHA-256 of the content's canonical JSON, hexadecimal. */
  readonly hash: string;
  readonly keyId: string;
}

/** The exact text that is signed, in UTF-8: the canonical JSON of these six and nothing else. */
export const receiptText = ({ serial, purpose, title, at, hash, keyId }: ReceiptStatement): string =>
  canonicalJson({ serial, purpose, title, at, hash, keyId });
