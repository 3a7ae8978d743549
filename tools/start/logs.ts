import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGE = 20 * 1024 * 1024;

/** A log that has grown large becomes `<name>.1`, in the place of an older one. */
export function rotateLogs(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.log'))) {
    const file = join(folder, name);
    if (statSync(file).size > LARGE) renameSync(file, `${file}.1`);
  }
}
