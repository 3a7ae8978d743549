import type { Detail } from '@gridwhistle/kernel';
import type { ProfileDocument } from '@gridwhistle/registry';
import { loadProfileFolder, partsByFile } from '../../profile/folder.js';
import { Failure } from './failure.js';
import { onOneLine, problemLine, refuseAny } from './json-part.js';

type Held = Awaited<ReturnType<typeof loadProfileFolder>>;

/**
 * What a profile's folder holds, as `loadProfileFolder` reads it; not validated.
 * @throws Failure in one line where there is no such folder, or a file of it cannot be read
 */
export async function readFolder(folder: string, without?: string): Promise<Held> {
  return loadProfileFolder(folder, without).catch((error: Error) => {
    throw new Failure(`${folder} cannot be read as a profile: ${onOneLine(error.message)}`, 2);
  });
}

/**
 * The same in its shape, which is all that a comparison needs: a profile that is still being written may be compared.
 * @throws Failure with everything that is not, by its file
 */
export async function readShaped(folder: string): Promise<Held> {
  // Loaded only here: the other commands start faster without it.
  const { checkShape } = await import('@gridwhistle/registry');
  const held = await readFolder(folder);
  const problems = [...checkShape('profile', held.profile).problems, ...checkShape('staff', held.staff).problems];
  refuseAny(`${folder} is no profile`, await problemLines(folder, problems));
  return held;
}

/**
 * Some parts of a folder that may have no others yet; each is there in its shape, or not at all.
 * @throws Failure with everything that is wrong with them, by its file
 */
export async function readParts<Part extends keyof ProfileDocument>(
  folder: string,
  parts: readonly Part[],
  without?: string,
): Promise<Partial<Pick<ProfileDocument, Part>>> {
  // Loaded only here: the other commands start faster without it.
  const { checkShape } = await import('@gridwhistle/registry');
  const { profile } = await readFolder(folder, without);
  const { problems } = checkShape('profile', profile);
  const ours = problems.filter(({ field = '' }) => parts.some((part) => isWithin(field, part) && part in profile));
  refuseAny(`${folder} is no profile`, await problemLines(folder, ours));
  return profile;
}

const isWithin = (field: string, part: string): boolean => field === part || field.startsWith(`${part}.`);

/** A line for each problem of a folder, which names the files that have its part. */
export async function problemLines(folder: string, problems: readonly Detail[]): Promise<string[]> {
  if (problems.length === 0) return [];
  const files = await partsByFile(folder);
  return problems.map((problem) => {
    const [part = ''] = problem.field?.split('.') ?? [];
    const having = files.filter(([, parts]) => parts.includes(part)).map(([file]) => file);
    return [...(having.length > 0 ? [having.join(', ')] : []), problemLine(problem)].join(': ');
  });
}
