import { randomBytes } from 'node:crypto';
import { parseFlags, USAGE } from './flags.js';
import type { Nemesis } from './nemeses/nemesis.js';
import { NEMESES } from './nemeses/table.js';
import { isGood, report } from './outcome.js';
import { run } from './run.js';
import { runFolder } from './world/folder.js';
import { networkObstacle } from './world/network.js';
import { OwnWorld, say } from './world/own-world.js';
import { table } from '../tools/gw/src/output.js';

/** `npm run faults`: load, faults, and a look at everything afterwards. */
const print = (line: string): void => console.log(line);

await OwnWorld.during(async (own) => {
  const flags = parseFlags(process.argv.slice(2), NEMESES);
  if (flags.help) return usage();
  if (flags.list) return list();
  const obstacle = flags.nodes === 3 ? networkObstacle() : undefined;
  if (obstacle !== undefined) throw new Error(`no cluster of NATS can be made here: it ${obstacle}`);
  const seed = flags.seed ?? randomBytes(4).toString('hex');
  const outcome = await run(await own.start({ ...flags, folder: runFolder('faults') }, seed), flags, seed, say);
  await own.end();
  report(outcome).forEach(print);
  if (mustMakeAll() && outcome.skipped.some(({ byChance }) => !byChance))
    print('CI=true as root skips none: what was skipped fails the run');
  return own.judge(isGood(outcome, mustMakeAll()));
});

/** Root can make every fault: where CI runs as root, none may be left out. */
function mustMakeAll(): boolean {
  return process.env['CI'] === 'true' && process.getuid?.() === 0;
}

function usage(): number {
  print(USAGE);
  return 0;
}

function list(): number {
  const needs = ({ needsRoot, nodes }: Nemesis): string =>
    [needsRoot ? 'root' : [], nodes === undefined ? [] : `--nodes ${nodes}`].flat().join(', ');
  const rows = NEMESES.map((nemesis) => [nemesis.name, nemesis.kind, needs(nemesis), nemesis.about]);
  table(['fault', 'counted as', 'needs', 'what'], rows).forEach(print);
  return 0;
}
