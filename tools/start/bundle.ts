import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import { transformSync } from '@swc/core';
import { SERVICES } from '@gridwhistle/kernel';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { build, type Plugin } from 'esbuild';
import { swcOptions } from '../swc.mjs';

const FOLDER = join(CHECKOUT, '.cache/services');
const WHAT_COUNTS = ['package-lock.json', 'tools/swc.mjs', 'tools/start/*.ts', '{libs,services}/*/src/**/*.ts'];
/** An installation that runs starts a crashed service again with the programs of its own start. */
const KEPT = 3;
/** Who reads a file beside its own code finds it only where its package lies. */
const LEFT_OUT = ['sharp', '*.node'];
/** For packages that were written for `require`. */
const AS_COMMONJS = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

/**
 * The folder of the services' programs, `<service>.mjs` and `one-process.mjs`: each service's modules and packages in a
 * few files, so that it loads in half the time. Made once from the sources as they are; later starts find it.
 */
export async function bundledServices(say: (line: string) => void): Promise<string> {
  const folder = join(FOLDER, fingerprint());
  if (existsSync(folder)) return folder;
  say('preparing the programs of the services (once for these sources)');
  await make(folder);
  return folder;
}

/** Of everything the programs are made from. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(WHAT_COUNTS, { cwd: CHECKOUT }).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(CHECKOUT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Whoever is first puts the folder there, whole; of several at once the others throw theirs away. */
async function make(folder: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const fresh = mkdtempSync(join(FOLDER, 'new-'));
  try {
    await bundle(fresh);
    renameSync(fresh, folder);
    for (const old of newestFirst().slice(KEPT)) rmSync(join(FOLDER, old), { recursive: true, force: true });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

const newestFirst = (): string[] => {
  const made = readdirSync(FOLDER).map((name) => ({ name, at: statSync(join(FOLDER, name)).mtimeMs }));
  return made.sort((one, other) => other.at - one.at).map(({ name }) => name);
};

async function bundle(outdir: string): Promise<void> {
  const services = SERVICES.map((service) => [service, `services/${service}/src/main.ts`]);
  await build({
    absWorkingDir: CHECKOUT,
    entryPoints: { ...(Object.fromEntries(services) as object), 'one-process': 'tools/start/one-process.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['@gridwhistle/source'],
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: AS_COMMONJS },
    external: LEFT_OUT,
    plugins: [ourTypeScript, optionalPackages],
    logLevel: 'error',
  });
  for (const map of globSync('*.map', { cwd: outdir })) mapOursOnly(join(outdir, map));
}

/** Translated as everywhere else; a file goes on to find what lies beside it. */
const ourTypeScript: Plugin = {
  name: 'our-typescript',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(libs|services|tools)\/.*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8').replaceAll('import.meta.url', `'${pathToFileURL(path).href}'`);
      const { code } = transformSync(source, { ...swcOptions, filename: path, sourceMaps: 'inline' });
      return { contents: code, loader: 'js', resolveDir: dirname(path) };
    }),
};

/** Packages try to load drivers and transports that are not installed, and do without. */
const optionalPackages: Plugin = {
  name: 'optional-packages',
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'asked' || from.kind === 'entry-point') return undefined;
      const found = await resolve(path, { ...from, pluginData: 'asked' });
      return found.errors.length > 0 ? { path, external: true } : undefined;
    }),
};

/** Traces of errors lead into our own files: a map of all packages would cost each service time and memory. */
function mapOursOnly(file: string): void {
  const map = JSON.parse(readFileSync(file, 'utf8')) as { sources: string[]; mappings: string };
  const ours = map.sources.map((source) => !source.includes('/node_modules/'));
  const lines = decode(map.mappings).map((line) => line.filter(([, source]) => source !== undefined && ours[source]));
  const mappings = encode(lines.map((line) => line.map((segment) => segment.slice(0, 4) as SourceMapSegment)));
  const sources = map.sources.map((source, index) => (ours[index] ? source : ''));
  writeFileSync(file, JSON.stringify({ version: 3, names: [], sources, mappings }));
}
