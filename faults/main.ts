import { randomBytes } from 'node:crypto';
import { parseFlags, PORTS, USAGE, type FaultFlags } from './flags.js';
import type { Nemesis } from './nemeses/nemesis.js';
import { NEMESES } from './nemeses/table.js';
import { isGood, report } from './outcome.js';
import { run } from './run.js';
import { forget, runFolder, takeFolder } from './world/folder.js';
import { networkObstacle } from './world/network.js';
import { freeBase, refuseBusyPorts } from './world/ports.js';
import { World } from './world/world.js';
import { table } from '../tools/gw/src/output.js';

/** `npm run faults`: load, faults, and a look at everything afterwards. */
const print = (line: string): void => console.log(line);
const seconds = (): string => `${Math.round(process.uptime())} s`.padStart(7);
/** What happens, with the time since the start. */
const say = (line: string): void => print(`${seconds()}  ${line}`);
let world: World | undefined;
let ending: Promise<void> | undefined;
let leaving = false;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void leave(name));
process.on('disconnect', () => void leave('the end of whoever started us'));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end();
  tellFolder();
  process.exitCode = 1;
}
// Requests that were given up may still hold their connections.
if (!leaving) process.exit();

async function main(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args, NEMESES);
  if (flags.help) return usage();
  if (flags.list) return list();
  const obstacle = flags.nodes === 3 ? networkObstacle() : undefined;
  if (obstacle !== undefined) throw new Error(`no cluster of NATS can be made here: it ${obstacle}`);
  const seed = flags.seed ?? randomBytes(4).toString('hex');
  const folder = runFolder();
  if (flags.port !== undefined) await refuseBusyPorts(flags.port);
  await takeFolder(folder, flags.fresh);
  return play(folder, flags, seed);
}

async function play(folder: string, flags: FaultFlags, seed: string): Promise<number> {
  const port = flags.port ?? (await freeBase(PORTS));
  say(`seed ${seed}; ports from ${port} on; data in ${folder}`);
  world = await World.make(folder, port, flags.nodes, say);
  await world.start();
  const outcome = await run(world, flags, seed, say);
  await end();
  report(outcome).forEach(print);
  const good = isGood(outcome, mustMakeAll());
  if (mustMakeAll() && outcome.skipped.length > 0) print('CI=true as root skips none: what was skipped fails the run');
  if (good) forget(folder);
  else tellFolder();
  return good ? 0 : 1;
}

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

async function leave(why: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  say(`ending, because of ${why}`);
  await end();
  tellFolder();
  process.exit(130);
}

/** The next run asks for it. */
function tellFolder(): void {
  if (world) say(`data and logs stay in ${world.folder}`);
}

function end(): Promise<void> {
  return (ending ??= world?.stop() ?? Promise.resolve());
}
