import { randomUUID } from 'node:crypto';
import { linesOf } from './checks.js';
import { parseFlags } from './flags.js';
import { readLines } from './lines.js';
import { replay } from './replay.js';
import { ownWorld, runningWorld, type World } from './world.js';

/** `npm run replay`: messages through the public faces, handled to the end, and the books compared. */
const print = (line: string): void => console.log(line);
let world: World | undefined;

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => void Promise.resolve(world?.stop(false)).finally(() => process.exit(130)));
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await world?.stop(false);
  process.exitCode = 1;
}
// Requests that were given up may still hold their connections.
process.exit();

async function main(args: readonly string[]): Promise<boolean> {
  const flags = parseFlags(args);
  const lines = readLines(flags.file, flags.lines);
  const seed = flags.seed ?? randomUUID().slice(0, 8);
  print(`${lines.length} lines of ${flags.file}, ${flags.rate} a second, seed ${seed}`);
  world = flags.own ? await ownWorld(flags, process.env['GW_TEST_DATA'], print) : runningWorld(flags.url);
  const checks = await replay(lines, { ...flags, seed }, world, print);
  checks.flatMap(linesOf).forEach(print);
  const wentWell = checks.every(({ wrong }) => wrong.length === 0);
  await world.stop(wentWell);
  return wentWell;
}
