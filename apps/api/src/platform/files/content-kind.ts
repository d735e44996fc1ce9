import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

/** What the portal takes, by what is in the file and never by its name. */
export const mediaTypes = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  zip: 'application/zip',
} as const;

export type FileKind = keyof typeof mediaTypes;

/** The kind found in the content; undefined when it is none of ours. */
export async function contentKind(file: string): Promise<FileKind | undefined> {
  const found = await fileTypeFromFile(file);
  if (found) return (Object.keys(mediaTypes) as FileKind[]).find((kind) => mediaTypes[kind] === found.mime);
  return (await looksLikeText(file)) ? 'csv' : undefined;
}

/** A table of text has no magic number: no zero bytes, and its start reads as UTF-8 or GBK. */
async function looksLikeText(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    const start = buffer.subarray(0, bytesRead);
    if (bytesRead === 0 || start.includes(0)) return false;
    return ['utf-8', 'gbk'].some((encoding) => {
      try {
        new TextDecoder(encoding, { fatal: true }).decode(start, { stream: true });
        return true;
      } catch {
        return false;
      }
    });
  } finally {
    await handle.close();
  }
}
