import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileDocument, StaffDocument, Unit } from '@gridwhistle/registry';
import { readJson } from './json-file.js';
import { GENERATED, generateParts, type GeneratedParts } from './parts.js';
import { readSources } from './sources.js';

/** Files of a profile's folder that are no part of the document. */
const [SOURCES, STAFF] = ['sources.json', 'staff.json'];
const BESIDE = new Set([SOURCES, STAFF, 'sign-ins.json']);

/**
 * Reads a folder such as `profiles/longli`: every JSON file is an object of parts, lists of the same part in several
 * files are one list in the order of the file names. Where areas, grids, units and staff are not written out, they are
 * made from `sources.json`: alike in every run, and much smaller. The result is not validated; a file that is no object in
 * JSON, and a part that is no list but stands in two files, are errors that name the file. `without` is a
 * file that is being replaced.
 */
export async function loadProfileFolder(
  folder: string,
  without?: string,
): Promise<{ profile: ProfileDocument; staff: StaffDocument }> {
  const names = (await filesIn(folder)).filter((name) => name !== without);
  const profile: Record<string, unknown> = {};
  for (const name of names) addParts(profile, name, await readJson(join(folder, name)));
  if (isWrittenOut(folder)) return whole(profile, await readJson(join(folder, STAFF)));
  const { staff, ...parts } = await generated(folder, (profile['units'] ?? []) as Unit[]);
  addParts(profile, SOURCES, parts);
  return whole(profile, { staff });
}

async function generated(folder: string, departments: readonly Unit[]): Promise<GeneratedParts> {
  const sources = await readSources(folder);
  try {
    return generateParts(sources, departments);
  } catch (error) {
    throw new Error(`${join(folder, SOURCES)}: nothing can be made of it: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.json') && !BESIDE.has(name)).sort();

/** Which parts each file of a folder has, or is there for; for whoever says where a problem lies. */
export async function partsByFile(folder: string): Promise<[file: string, parts: string[]][]> {
  const partsOf = async (name: string) => Object.keys(await readJson(join(folder, name)));
  const names = await filesIn(folder);
  const written = names.map(async (name): Promise<[string, string[]]> => [name, await partsOf(name)]);
  const isWritten = isWrittenOut(folder);
  const beside: [string, string[]] = isWritten ? [STAFF, ['staff', ...(await partsOf(STAFF))]] : [SOURCES, GENERATED];
  return [...(await Promise.all(written)), beside];
}

/** Whether the generated parts stand in files of their own, for whoever reads the folder without this tool. */
export const isWrittenOut = (folder: string): boolean => existsSync(join(folder, STAFF));

const whole = (profile: object, staff: object) => ({
  profile: profile as ProfileDocument,
  staff: staff as StaffDocument,
});

/** Somebody to try the system as. */
export interface DemoSignIn {
  staff: string;
  zh: string;
  en: string;
}

/** The short list of sign-ins that a demo prints at its start. */
export async function loadSignIns(folder: string): Promise<DemoSignIn[]> {
  return (await readJson(join(folder, 'sign-ins.json')))['signIns'] as DemoSignIn[];
}

function addParts(profile: Record<string, unknown>, file: string, parts: Record<string, unknown>): void {
  for (const [part, value] of Object.entries(parts)) {
    const there = profile[part];
    if (there === undefined) profile[part] = value;
    else if (Array.isArray(there) && Array.isArray(value)) profile[part] = [...there, ...(value as unknown[])];
    else throw new Error(`${file}: ${part} stands in another file too, and only lists may be split`);
  }
}
