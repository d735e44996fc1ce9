import { canonicalJson } from '@jianglian/domain/kernel';
import type { ReceiptLike } from '@/shared/ui/receipt';

export type FileFinding =
  | 'same-receipt'
  | 'other-receipt'
  | 'changed-receipt'
  | 'same-content'
  | 'other-content'
  | 'no-json'
  | 'cannot';

const fields = ['purpose', 'title', 'at', 'hash', 'keyId', 'signature'] as const;

/** Whether a file is this receipt, or the very content it was given for. Nothing of the file leaves the browser. */
export async function fileFinding(text: string, receipt: ReceiptLike): Promise<FileFinding> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return 'no-json';
  }
  if (isReceipt(content)) {
    if (content.serial !== receipt.serial) return 'other-receipt';
    return fields.every((field) => content[field] === receipt[field]) ? 'same-receipt' : 'changed-receipt';
  }
  // Over plain http browsers have no digest.
  if (!globalThis.crypto?.subtle) return 'cannot';
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(content)));
  const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === receipt.hash ? 'same-content' : 'other-content';
}

const isReceipt = (content: unknown): content is Record<string, unknown> =>
  typeof content === 'object' && content !== null && 'serial' in content && 'signature' in content;
