import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { linesOf } from '../tools/replay/checks.js';
import { print, runCommand, type Started } from '../tools/replay/command.js';
import type { World } from '../tools/replay/world.js';
import { parseFlags } from './flags.js';
import { runLocality, type Wanted } from './locality.js';

/** `npm run ladders`: each profile's own story, and mixed tickets through every act of the order's table. */
await runCommand(async (args, started) => {
  const { seed = randomUUID().slice(0, 8), ...flags } = parseFlags(args, readdirSync(join(CHECKOUT, 'profiles')));
  print(
    `${flags.districts.join(', ')}: ${flags.storyOnly ? 'the story' : `${flags.tickets} tickets`} each, seed ${seed}`,
  );
  let wentWell = true;
  for (const district of flags.districts) wentWell = (await one({ ...flags, district, seed }, started)) && wentWell;
  return wentWell;
});

async function one(wanted: Wanted, started: Started): Promise<boolean> {
  let world: World | undefined;
  const checks = await runLocality(wanted, print, (own) => started((world = own)));
  checks.flatMap(linesOf).forEach(print);
  const isGood = checks.every(({ wrong }) => wrong.length === 0);
  await world?.stop(isGood);
  started(undefined);
  return isGood;
}
