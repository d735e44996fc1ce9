import { isolated } from '../isolation/isolated.ts';

export interface MergePart {
  /** Path of the content. */
  readonly file: string;
  readonly kind: 'pdf' | 'jpeg' | 'png';
}

export interface MergeOrder {
  readonly parts: readonly MergePart[];
  /** Path the merged PDF is written to. */
  readonly output: string;
}

export type Merged =
  | { readonly ok: true; readonly pages: number }
  /** `part`: the one that stands in the way, from 0; undefined when it cannot be said. */
  | { readonly ok: false; readonly reason: 'broken' | 'encrypted' | 'too-much'; readonly part?: number };

/**
 * Several PDFs and pictures as one PDF, in the order given; a picture is a page of A4, turned upright, without what its camera
 * wrote beside it. The contents are strangers': it happens in a child process.
 */
export async function mergedPdf(order: MergeOrder): Promise<Merged> {
  const result = await isolated<number>('merged-pdf.child', import.meta.url, order, { seconds: 60, megabytes: 1024 });
  if (result.ok) return { ok: true, pages: result.value };
  const [reason, part] = result.reason.split(':');
  const known = reason === 'encrypted' || reason === 'too-much' ? reason : 'broken';
  return { ok: false, reason: known, ...(part === undefined ? {} : { part: Number(part) }) };
}
