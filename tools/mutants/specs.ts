import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { quotedIn } from './rules.js';

const SPECS = ['libs/**/*.spec.ts', 'services/**/*.spec.ts', 'tools/test/*.spec.ts'];
const isUnit = (file: string): boolean => !/\.(int|e2e|cluster)\.spec\.ts$|node_modules/.test(file);

/** The unit test files in which a test quotes each rule. */
export function specsByRule(): Map<string, string[]> {
  const specs = new Map<string, string[]>();
  for (const file of globSync(SPECS, { cwd: CHECKOUT }).filter(isUnit)) {
    for (const rule of new Set(quotedIn(readFileSync(join(CHECKOUT, file), 'utf8')))) {
      specs.set(rule, [...(specs.get(rule) ?? []), file]);
    }
  }
  return specs;
}
