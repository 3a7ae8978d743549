import { randomUUID } from 'node:crypto';
import { linesOf } from './checks.js';
import { print, runCommand } from './command.js';
import { parseFlags } from './flags.js';
import { readLines } from './lines.js';
import { replay } from './replay.js';
import { ownWorld, runningWorld } from './world.js';

/** `npm run replay`: messages through the public faces, handled to the end, and the books compared. */
await runCommand(async (args, started) => {
  const flags = parseFlags(args);
  const lines = readLines(flags.file, flags.lines);
  const seed = flags.seed ?? randomUUID().slice(0, 8);
  print(`${lines.length} lines of ${flags.file}, ${flags.rate} a second, seed ${seed}`);
  const world = flags.own ? await ownWorld(flags, process.env['GW_TEST_DATA'], print) : runningWorld(flags.url);
  started(world);
  const checks = await replay(lines, { ...flags, seed }, world, print);
  checks.flatMap(linesOf).forEach(print);
  const wentWell = checks.every(({ wrong }) => wrong.length === 0);
  await world.stop(wentWell);
  return wentWell;
});
