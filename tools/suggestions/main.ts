import { DomainError } from '@gridwhistle/kernel';
import { readLines } from '../replay/lines.js';
import { print } from '../gw/src/output.js';
import { measure } from './measure.js';
import { linesOfFigures } from './report.js';

/** `npm run suggestions`: how well categories are guessed of messages whose category is known. */
const FIFTHS = [0, 1, 2, 3, 4];
const USAGE = `npm run suggestions -- FILE.jsonl [--json]
  FILE.jsonl  one message a line: id, title, body, category
Learns from the lines whose id does not fall into the held-back fifth, and measures on those that do; then with each
other fifth held back in its stead.`;

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof DomainError)
    error.details.forEach(({ field, message }) => console.error(`  ${field}: ${message}`));
  process.exitCode = 1;
}

function main(args: readonly string[]): void {
  const [file, ...flags] = args;
  if (file === undefined || flags.some((flag) => flag !== '--json')) throw new Error(USAGE);
  const lines = readLines(file);
  const [heldBack, ...others] = FIFTHS.map((fifth) => measure(lines, fifth)?.figures);
  if (!heldBack) throw new Error(`no line of ${file} falls into the held-back fifth: there is nothing to measure on`);
  const turns = [heldBack, ...others].filter((figures) => figures !== undefined);
  const inTurn = (of: 'macroF1' | 'keywords'): string => turns.map((figures) => figures[of].toFixed(3)).join(', ');
  print(flags.includes('--json'), { heldBack, others }, () => [
    ...linesOfFigures(heldBack),
    '',
    `macro-F1 with each fifth held back in turn: ${inTurn('macroF1')}; key words: ${inTurn('keywords')}`,
  ]);
}
