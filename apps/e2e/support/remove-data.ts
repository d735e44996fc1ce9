import { rmSync } from 'node:fs';

/** After the run: the portal has stopped, its data go. */
export default function removeData(): void {
  const folder = process.env['JOURNEY_DATA'];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
