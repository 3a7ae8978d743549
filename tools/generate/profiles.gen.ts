import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedParts } from '../profile/parts.js';
import type { GeneratedFiles } from './generate.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The generated parts of every profile that has a `sources.json`. */
export async function generate(): Promise<GeneratedFiles> {
  const files: GeneratedFiles = {};
  for (const locality of readdirSync(join(ROOT, 'profiles')).sort()) {
    const folder = `profiles/${locality}`;
    if (!existsSync(join(ROOT, folder, 'sources.json'))) continue;
    for (const [name, text] of Object.entries(await generatedParts(join(ROOT, folder))))
      files[`${folder}/${name}`] = text;
  }
  return files;
}
