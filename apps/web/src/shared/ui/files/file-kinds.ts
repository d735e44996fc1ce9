import type { FileView } from '@jianglian/contracts/files';

export type FileKind = 'pdf' | 'jpeg' | 'png' | 'xlsx' | 'csv';

/** What `POST /files` answers. */
export type UploadReply = FileView & { readonly sameAs: readonly FileView[] };

const endings: Readonly<Record<FileKind, readonly string[]>> = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  xlsx: ['.xlsx'],
  csv: ['.csv'],
};
const types: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

export const acceptOf = (kinds: readonly FileKind[]): string =>
  kinds.flatMap((kind) => [...endings[kind], types[kind]]).join(',');

/** What can be told from outside; what is inside the server decides. */
export function faultOf(
  file: File,
  kinds: readonly FileKind[],
  maxBytes: number,
): 'wrongType' | 'tooBig' | 'empty' | undefined {
  const name = file.name.toLowerCase();
  if (!kinds.some((kind) => endings[kind].some((ending) => name.endsWith(ending)) || file.type === types[kind]))
    return 'wrongType';
  if (file.size === 0) return 'empty';
  return file.size > maxBytes ? 'tooBig' : undefined;
}
