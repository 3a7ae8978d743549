import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Unit } from '@gridwhistle/registry';
import { isWrittenOut } from '../profile/folder.js';
import { filesOf, generateParts } from '../profile/parts.js';
import { readSources } from '../profile/sources.js';
import type { GeneratedFiles } from './generate.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The generated parts of every profile that has them written out. */
export async function generate(): Promise<GeneratedFiles> {
  const folders = readdirSync(join(ROOT, 'profiles')).map((locality) => `profiles/${locality}`);
  const files = await Promise.all(
    folders
      .sort()
      .filter((folder) => isWrittenOut(join(ROOT, folder)))
      .map(filesIn),
  );
  return Object.fromEntries(files.flatMap((each) => Object.entries(each)));
}

async function filesIn(folder: string): Promise<GeneratedFiles> {
  const { units } = JSON.parse(await readFile(join(ROOT, folder, 'departments.json'), 'utf8')) as { units: Unit[] };
  const files = filesOf(generateParts(await readSources(join(ROOT, folder)), units));
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}
