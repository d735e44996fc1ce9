import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const worthIt = /\.(js|css|html|svg|json|webmanifest)$/;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Puts `.br` and `.gz` beside the assets of the built web, once; harmless where the folder cannot be written. */
export async function precompress(directory: string): Promise<void> {
  const files = await readdir(directory, { recursive: true }).catch(() => []);
  for (const name of files.filter((file) => worthIt.test(file))) {
    const file = path.join(directory, name);
    try {
      await Promise.all([
        beside(file, '.br', (content) => brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
        beside(file, '.gz', (content) => zip(content, { level: 9 })),
      ]);
    } catch {
      return;
    }
  }
}

async function beside(file: string, ending: string, pack: (content: Buffer) => Promise<Buffer>): Promise<void> {
  const target = file + ending;
  const [source, made] = await Promise.all([stat(file), stat(target).catch(() => undefined)]);
  if (made && made.mtimeMs >= source.mtimeMs) return;
  const content = await readFile(file);
  if (content.length < 1024) return;
  const aside = `${target}.${process.pid}`;
  await writeFile(aside, await pack(content));
  await rename(aside, target);
}
