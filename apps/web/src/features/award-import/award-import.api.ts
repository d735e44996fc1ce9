import { awardImportApi, type AwardImportView, type AwardRowFilter } from '@jianglian/contracts/award-import';
import { referenceApi } from '@jianglian/contracts/reference';
import { client } from '@jianglian/contracts/shared';
import { http, upload, type UploadOptions } from '@/shared/api';

export const awardImportClient = client(awardImportApi, http);
export const referenceClient = client(referenceApi, http);

export const uploadList = (file: File, options: UploadOptions): Promise<AwardImportView> =>
  upload<AwardImportView>('/award-imports', file, options);

/** Hands a file of the server to the browser's downloads. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export async function saveResult(
  list: Pick<AwardImportView, 'id' | 'fileName'>,
  word: string,
  format: 'xlsx' | 'csv',
  only: AwardRowFilter = 'all',
): Promise<void> {
  const blob = await awardImportClient.result({ params: { id: list.id }, query: { format, only } });
  save(blob, `${list.fileName.replace(/\.[^.]+$/, '')}-${word}.${format}`);
}
