import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Constructor = new (...args: never[]) => object;

/**
 * Every class exported by the files below `directory` whose name ends in `.<role>.ts` (or `.js` once built), or by all
 * of them. Loaded by our own `import` and not by TypeORM's glob, so that the test runner can compile decorators.
 */
export async function classesIn(directory: string, role?: string): Promise<Constructor[]> {
  const ending = new RegExp(`${role === undefined ? '' : `\\.${role}`}(?<!\\.d)\\.(ts|js)$`);
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !file.includes('.test.'))
    .sort();
  const modules: Record<string, unknown>[] = [];
  for (const file of files) {
    modules.push(
      (await import(/* @vite-ignore */ pathToFileURL(path.join(directory, file)).href)) as Record<string, unknown>,
    );
  }
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is Constructor => typeof value === 'function');
}
