import type { FileView } from '@jianglian/contracts/files';
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { sizeText } from '@/shared/files/size-text';
import { announce } from '../announcer.ts';

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

interface Limits {
  readonly kinds: readonly FileKind[];
  readonly maxBytes: number;
  readonly most: number;
  /** How many more may come. */
  readonly room: number;
  /** Photos are made smaller on the way, so four times the limit may still become small enough. */
  readonly shrinks: boolean;
}

/** Keeps the files that may be sent; the others are named with what is wrong, on screen and spoken. */
export function useFileFaults(): {
  faults: Ref<readonly string[]>;
  sort: (files: readonly File[], limits: Limits) => File[];
} {
  const { t } = useI18n();
  const faults = ref<readonly string[]>([]);
  function sort(files: readonly File[], { kinds, maxBytes, most, room, shrinks }: Limits): File[] {
    const found: string[] = [];
    const good = files.filter((file) => {
      const fault = faultOf(file, kinds, shrinks && file.type.startsWith('image/') ? maxBytes * 4 : maxBytes);
      if (fault) found.push(t(`ui.files.${fault}`, { name: file.name, size: sizeText(maxBytes) }));
      return !fault;
    });
    if (good.length > room) found.push(t('ui.files.tooMany', { count: most }));
    faults.value = found;
    if (found.length > 0) announce(found.join(' '), 'assertive');
    return good.slice(0, Math.max(0, room));
  }
  return { faults, sort };
}
