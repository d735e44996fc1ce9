import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Program } from './portal.ts';
import { atMost, type Row } from './row.ts';

/** What a browser loads first and when it shows the largest part of it; measured by the journeys' own browser. */
export async function webRows(portal: Program, root: string): Promise<Row[]> {
  const script = path.join(root, 'apps/e2e/scripts/first-view.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, `http://127.0.0.1:${portal.port}/`], {
    maxBuffer: 1 << 24,
  });
  const seen = JSON.parse(stdout) as { kilobytes: number; fontKilobytes: number; files: number; lcpMs: number };
  return [
    atMost(
      'web.first-view.kb',
      seen.kilobytes,
      'KB',
      200,
      `${seen.files} files in gzip; fonts ${seen.fontKilobytes} KB besides`,
    ),
    atMost('web.lcp.ms', seen.lcpMs, 'ms', 1800, '4× slowed CPU, fast 3G (1.6 Mbit/s, 150 ms), median of 5'),
  ];
}
