import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileDocument, Unit } from '@gridwhistle/registry';
import { differencesOf } from '../profile/difference.js';
import { isWrittenOut, loadProfileFolder } from '../profile/folder.js';
import { filesOf, generateParts } from '../profile/parts.js';
import { readSources } from '../profile/sources.js';
import type { GeneratedFiles } from './generate.js';
import { page, section, table } from './markdown.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The one that the others are compared with. */
const DEMO = 'longli';
const TITLES = ['part', 'about', DEMO] as const;

/** The generated parts of every profile that has them written out, and how the others differ from the demo district. */
export async function generate(): Promise<GeneratedFiles> {
  const localities = readdirSync(join(ROOT, 'profiles')).sort();
  const folders = localities.map((locality) => `profiles/${locality}`);
  const files = await Promise.all(folders.filter((folder) => isWrittenOut(join(ROOT, folder))).map(filesIn));
  return {
    ...Object.fromEntries(files.flatMap((each) => Object.entries(each))),
    'docs/generated/profiles.md': await comparison(localities.filter((locality) => locality !== DEMO)),
  };
}

const READING = `How each locality differs from ${DEMO}: only what is not the same, as \`npx gw profile diff\` tells it.`;

async function comparison(others: readonly string[]): Promise<string> {
  const { profile: demo } = await loadProfileFolder(join(ROOT, 'profiles', DEMO));
  const sections = await Promise.all(others.map((locality) => sectionOf(locality, demo)));
  return page('Profiles', '`profiles/`', READING, ...sections);
}

async function sectionOf(locality: string, demo: ProfileDocument): Promise<string> {
  const { profile } = await loadProfileFolder(join(ROOT, 'profiles', locality));
  const { name, notes } = profile.district;
  const rows = differencesOf(demo, profile).map((each) => [each.part, each.about, each.one ?? '', each.other ?? '']);
  const said = notes.map((note) => `- ${note}`).join('\n');
  return section(`${name.en} (${name.zh})`, said, table([...TITLES, locality], rows));
}

async function filesIn(folder: string): Promise<GeneratedFiles> {
  const { units } = JSON.parse(await readFile(join(ROOT, folder, 'departments.json'), 'utf8')) as { units: Unit[] };
  const files = filesOf(generateParts(await readSources(join(ROOT, folder)), units));
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}
