export { type FileKind } from './content-kind.ts';
export { fileRefusals } from './file.refusals.ts';
export { FileVisibility, type MaySee } from './file-visibility.ts';
export { FileStore } from './file-store.ts';
export { Files, type StoredFile, uploadLimit } from './files.ts';
