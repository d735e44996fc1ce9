/** What a receipt's holder gets, as the contracts' `Receipt`. */
export interface ReceiptLike {
  readonly serial: string;
  readonly purpose: string;
  readonly title: string;
  readonly at: string;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
}

/** The public address of a receipt: what its QR code says. */
export const receiptLink = (serial: string): string => `${location.origin}/receipts/${serial}`;

/** The receipt as a file: all that is signed, the signature, and where to check it. */
export function receiptFile({ serial, purpose, title, at, hash, keyId, signature }: ReceiptLike): Blob {
  const content = { serial, purpose, title, at, hash, keyId, signature, verify: receiptLink(serial) };
  return new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' });
}
