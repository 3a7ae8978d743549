import { basename, dirname, resolve } from 'node:path';

/** The name of a file that lies in a profile's folder, and is therefore a part of it; undefined for one elsewhere. */
export function insideFolder(folder: string, file: string | undefined): string | undefined {
  return file !== undefined && resolve(dirname(file)) === resolve(folder) ? basename(file) : undefined;
}
