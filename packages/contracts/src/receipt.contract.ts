import { z } from 'zod';
import { endpoint, Instant } from './shared/index.ts';

/** What the submitter holds. The signature is Ed25519 over the canonical JSON of the other six fields, in base64. */
export const ReceiptView = z
  .object({
    serial: z.string(),
    /** Of the terms `receipt-purpose`. */
    purpose: z.string(),
    title: z.string(),
    at: Instant,
    /** SHA-256 of the content's canonical JSON, hexadecimal. */
    hash: z.string(),
    keyId: z.string(),
    signature: z.string(),
  })
  .meta({ id: 'Receipt' });
export type ReceiptView = z.infer<typeof ReceiptView>;

export const CheckedReceiptView = ReceiptView.extend({
  /** Whether the signature was checked just now and holds. */
  valid: z.boolean(),
  /** PEM. */
  publicKey: z.string(),
}).meta({ id: 'CheckedReceipt' });
export type CheckedReceiptView = z.infer<typeof CheckedReceiptView>;

export const ReceiptKeyView = z
  .object({
    id: z.string(),
    /** Ed25519, PEM. */
    publicKey: z.string(),
    /** Null before its first receipt. */
    addedAt: Instant.nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'ReceiptKey' });
export type ReceiptKeyView = z.infer<typeof ReceiptKeyView>;

export const receiptApi = {
  receipt: endpoint({
    method: 'GET',
    path: '/receipts/:serial',
    permission: 'public',
    summary: 'What a receipt says, and whether its signature holds; 422 for a misread number, 404 for an unknown one',
    params: z.strictObject({ serial: z.string().max(40) }),
    reply: CheckedReceiptView,
  }),
  receiptKeys: endpoint({
    method: 'GET',
    path: '/receipt-keys',
    permission: 'public',
    summary: 'Public keys of all receipts, for checking them without the portal',
    reply: z.array(ReceiptKeyView),
  }),
};
