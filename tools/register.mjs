import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { swcOptions } from './swc.mjs';

/**
 * Lets Node.js run this repository's TypeScript as it stands: `node --import ./tools/register.mjs FILE.ts`.
 * Packages resolve to their sources (`@gridwhistle/source`), `./x.js` to `./x.ts`; decorator metadata is kept.
 */
const isOurs = (url) => url.startsWith('file:') && !url.includes('/node_modules/');

function sourceOf(specifier, parentURL) {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !parentURL || !isOurs(parentURL)) return undefined;
  const source = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
  return existsSync(source) ? source.href : undefined;
}

registerHooks({
  resolve(specifier, context, next) {
    const conditions = ['@gridwhistle/source', ...context.conditions];
    return next(sourceOf(specifier, context.parentURL) ?? specifier, { ...context, conditions });
  },
  load(url, context, next) {
    if (!isOurs(url) || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

/** Runs a TypeScript file given as the first argument, for launchers that cannot pass `--import`. */
export const importSource = (path) => import(pathToFileURL(path).href);
