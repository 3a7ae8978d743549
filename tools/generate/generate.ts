import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Files by their path from the root of the repository. */
export type GeneratedFiles = Record<string, string>;

/** A generator: a file `tools/generate/<name>.gen.ts` that exports `generate`. */
interface Generator {
  generate(): GeneratedFiles | Promise<GeneratedFiles>;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '../..');

/** Runs every generator; returns the files that differ from what they make, and writes them when told to. */
export async function generateAll({ write }: { write: boolean }): Promise<string[]> {
  const differing: string[] = [];
  for (const name of readdirSync(HERE).sort()) {
    if (!name.endsWith('.gen.ts')) continue;
    const generator = (await import(pathToFileURL(join(HERE, name)).href)) as Generator;
    for (const [file, text] of Object.entries(await generator.generate())) {
      if (current(file) === text) continue;
      differing.push(file);
      if (write) save(file, text);
    }
  }
  return differing;
}

const current = (file: string): string | undefined =>
  existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined;

function save(file: string, text: string): void {
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), text);
}
