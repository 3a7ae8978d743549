import { claim, release } from './claim.js';
import { writeDocs } from './docs.js';
import { commandOf, parseFlags } from './flags.js';
import { describeMachine, machineLine } from './machine.js';
import { writeJson } from './results.js';
import { Run } from './run.js';
import { printedTable } from './table.js';

/** `npm run bench`: measures the table's rows on this machine. Exit code 0: every row was measured, whatever its marks. */
const print = (line: string): void => console.log(line);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function main(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  await claim(flags);
  try {
    const machine = await describeMachine();
    const command = commandOf(args);
    const run = new Run(flags, machine, command, print);
    whenAskedToStop(run);
    print(`${new Date().toISOString()}  ${command}\n${machineLine(machine)}`);
    const results = await run.rows();
    ['', ...printedTable(results), ''].forEach(print);
    if (flags.json !== undefined) writeJson(flags.json, results);
    if (flags.docs) await writeDocs(print);
    return results.every(({ failed }) => failed === undefined) ? 0 : 1;
  } finally {
    release();
  }
}

/** Signals, and the end of whoever started us: nothing of ours goes on. */
function whenAskedToStop(run: Run): void {
  let asked = false;
  const stop = (): void => {
    if (asked) return;
    asked = true;
    print('broken off: ending what was started …');
    void run.end().finally(() => {
      release();
      process.exit(130);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}
