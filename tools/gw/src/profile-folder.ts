import { loadProfileFolder } from '../../profile/folder.js';
import { Failure } from './failure.js';

/**
 * What a profile's folder holds, as `loadProfileFolder` reads it; not validated.
 * @throws Failure in one line where there is no such folder, or a file of it cannot be read
 */
export async function readFolder(folder: string, without?: string): ReturnType<typeof loadProfileFolder> {
  return loadProfileFolder(folder, without).catch((error: Error) => {
    // What a parser quotes of a file may have line breaks.
    throw new Failure(`${folder} cannot be read as a profile: ${error.message.replaceAll(/\s+/g, ' ')}`, 2);
  });
}
