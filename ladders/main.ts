import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { linesOf } from '../tools/replay/checks.js';
import type { World } from '../tools/replay/world.js';
import { parseFlags } from './flags.js';
import { runLocality } from './locality.js';

/** `npm run ladders`: each profile's own story, and mixed tickets through every act of the order's table. */
const print = (line: string): void => console.log(line);
let world: World | undefined;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, leave);
process.on('disconnect', leave);

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
  const { seed = randomUUID().slice(0, 8), ...flags } = parseFlags(args, readdirSync(join(CHECKOUT, 'profiles')));
  print(
    `${flags.districts.join(', ')}: ${flags.storyOnly ? 'the story' : `${flags.tickets} tickets`} each, seed ${seed}`,
  );
  let wentWell = true;
  for (const district of flags.districts) wentWell = (await one({ ...flags, district, seed })) && wentWell;
  return wentWell;
}

async function one(wanted: Parameters<typeof runLocality>[0]): Promise<boolean> {
  const checks = await runLocality(wanted, print, (started) => (world = started));
  checks.flatMap(linesOf).forEach(print);
  const isGood = checks.every(({ wrong }) => wrong.length === 0);
  await world?.stop(isGood);
  world = undefined;
  return isGood;
}

function leave(): void {
  void Promise.resolve(world?.stop(false)).finally(() => process.exit(130));
}
