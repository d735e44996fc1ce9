import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from './file-store.ts';

/** A directory outside of everything served. Servers that share it (NFS) share the files. */
export class DiskFileStore extends FileStore {
  private readonly directory: string;

  constructor(directory: string) {
    super();
    this.directory = directory;
  }

  async put(key: string, source: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    try {
      await rename(source, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      // Another file system: copy aside, then rename, so that the key never shows half a file.
      const aside = `${target}.${process.pid}.part`;
      await copyFile(source, aside);
      await rename(aside, target);
    }
  }

  async open(key: string): Promise<Readable | undefined> {
    try {
      const handle = await open(this.pathOf(key), 'r');
      return handle.createReadStream();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async check(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    await access(this.directory, constants.R_OK | constants.W_OK);
  }

  private pathOf(key: string): string {
    if (!/^[a-z\d]+(\/[a-z\d]+)*$/.test(key)) throw new Error('not a storage key');
    return path.join(this.directory, key);
  }
}
