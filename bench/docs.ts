import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { format } from 'prettier';
import { machineLine } from './machine.js';
import { newestResults, type Result } from './results.js';
import { markdownTable } from './table.js';

const FILE = join(CHECKOUT, 'docs', 'bench.md');
const BEGIN = '<!-- begin of what `npm run bench -- --docs` writes -->';
const END = '<!-- end of what `npm run bench -- --docs` writes -->';

/** Writes the newest result of each row between the two marks of docs/bench.md; what stands around them stays. */
export async function writeDocs(print: (line: string) => void): Promise<void> {
  const results = Object.values(newestResults()).sort((a, b) => Number(a.id) - Number(b.id));
  const old = existsSync(FILE) ? readFileSync(FILE, 'utf8') : `# Bench\n\n${BEGIN}\n${END}\n`;
  writeFileSync(FILE, await format(withTable(old, results), { parser: 'markdown', printWidth: 120 }));
  print('docs/bench.md is written');
}

/** @throws Error when the marks are gone */
export function withTable(document: string, results: readonly Result[]): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/bench.md has lost its marks: ${BEGIN} ${END}`);
  return [before + BEGIN, '', ...markdownTable(results), '', ...runLines(results), '', END + after].join('\n');
}

/** Machine, date and command of each run that a row of the table is from. */
function runLines(results: readonly Result[]): string[] {
  const runs = new Map<string, string[]>();
  for (const { id, date, seconds, loadBefore, command, machine } of results) {
    const run = `\`${command}\` on ${machineLine(machine)}`;
    const row = `${id} (${date.slice(0, 16).replace('T', ' ')} UTC, ${seconds} s, load before ${loadBefore.toFixed(1)})`;
    runs.set(run, [...(runs.get(run) ?? []), row]);
  }
  return [...runs].map(([run, rows]) => `- ${run}: row ${rows.join(', ')}`);
}
