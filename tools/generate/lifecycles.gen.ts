import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SERVICES } from '@gridwhistle/kernel';
import type { GeneratedFiles } from './generate.js';
import { code, fence, page, section } from './markdown.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Found {
  readonly name: string;
  readonly file: string;
  readonly diagram: string;
}

/** A diagram of every lifecycle table that a domain folder exports. */
export async function generate(): Promise<GeneratedFiles> {
  const found: Found[] = [];
  for (const file of SERVICES.flatMap(domainFiles)) found.push(...(await lifecyclesIn(file)));
  const sections = found
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, file, diagram }) => section(name, `${code(file)}. ${LEGEND}`, fence('mermaid', diagram)));
  return { 'docs/generated/lifecycles.md': page('Lifecycles', 'the tables in `services/*/src/domain`', ...sections) };
}

const LEGEND = 'An arrow is labelled with the act, its guards in brackets, and in parentheses who performs it.';

function domainFiles(service: string): string[] {
  const folder = `services/${service}/src/domain`;
  const isSource = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.spec.ts');
  return readdirSync(join(ROOT, folder))
    .filter(isSource)
    .sort()
    .map((name) => `${folder}/${name}`);
}

async function lifecyclesIn(file: string): Promise<Found[]> {
  const exported = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
  return Object.values(exported)
    .filter(isLifecycle)
    .map((each) => ({ name: each.table.name, file, diagram: each.diagram() }));
}

interface Drawn {
  readonly table: { readonly name: string };
  diagram(): string;
}

const isLifecycle = (value: unknown): value is Drawn =>
  typeof value === 'object' && value !== null && 'table' in value && 'diagram' in value;
