import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { scratchFolder } from '@gridwhistle/testing/servers';
import { copySources } from './copy.js';
import type { Mutant } from './mutant.js';
import { MUTANTS } from './mutants.js';
import { readRules } from './rules.js';
import { testsOf, whileOff } from './run.js';
import { specsByRule } from './specs.js';

const USAGE = `npm run mutants -- [--only RULE,RULE]   switches each rule of docs/rules.md off and sees its tests go red
Example: npm run mutants -- --only "rule 3a,whistle 11"`;

/** @throws Error that says which rule is unknown, with the usage */
function chosen(args: string[]): readonly Mutant[] {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  const names = values.only?.split(',').map((name) => name.trim());
  const unknown = names?.filter((name) => !MUTANTS.some(({ rule }) => rule === name)) ?? [];
  if (unknown.length > 0) throw new Error(`no mutant for ${unknown.join(', ')}\n\n${USAGE}`);
  return MUTANTS.filter(({ rule }) => !names || names.includes(rule));
}

const specs = specsByRule();
const says = new Map(readRules().map((rule) => [rule.id, rule.says]));

/** Prints what became of it; true when its tests saw it. */
async function tried(folder: string, mutant: Mutant): Promise<boolean> {
  const began = performance.now();
  const files = specs.get(mutant.rule) ?? [];
  const verdict = await whileOff(folder, mutant, () => testsOf(folder, files, mutant.rule));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const word = verdict === 'red' ? 'red     ' : verdict === 'green' ? 'SURVIVED' : 'NOT RUN ';
  console.log(`${word}  ${mutant.rule.padEnd(12)} ${seconds.padStart(5)} s  ${says.get(mutant.rule) ?? ''}`);
  return verdict === 'red';
}

async function main(): Promise<number> {
  const mutants = chosen(process.argv.slice(2));
  const folder = scratchFolder('mutants');
  try {
    copySources(folder);
    const files = [...new Set(mutants.flatMap(({ rule }) => specs.get(rule) ?? []))];
    if ((await testsOf(folder, files)) !== 'green') throw new Error('the tests are not green as they are');
    let survived = 0;
    for (const mutant of mutants) if (!(await tried(folder, mutant))) survived += 1;
    console.log(`\n${mutants.length} rules switched off one by one, ${survived} not noticed`);
    return survived === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
