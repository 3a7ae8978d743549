import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import type { Figures } from '../charts/figures.js';
import { writeCharts } from '../charts/write.js';
import { linesOf, type Check } from '../replay/checks.js';
import { print, runCommand } from '../replay/command.js';
import { besideTable } from './beside.js';
import { parseFlags, type SimulateFlags } from './flags.js';
import type { Wanted } from './play.js';
import { readPlayed, type Played } from './profile.js';
import { figuresOf, simulate } from './simulate.js';

/** `npm run simulate`: a district's months in minutes, by the real services and people who behave as the profile says. */
await runCommand(async (args, started) => {
  const flags = parseFlags(args, readdirSync(join(CHECKOUT, 'profiles')));
  const own = await readPlayed(join(CHECKOUT, 'profiles', flags.district));
  const other = flags.whatIf === undefined ? undefined : await otherProfile(flags.whatIf, own);
  const { district, tickets, months, seed } = flags;
  print(`${district}: ${tickets} tickets in ${months} months, seed ${seed}`);
  const asIs = { flags, played: own, isOther: false };
  if (!other) return told(await simulate(asIs, print, started), flags, own);
  const before = figuresOf(asIs) ?? (await simulate(asIs, print, started)).figures;
  print(`\nwhat if: ${other.folder}`);
  const whatIf: Wanted = { flags, played: other, isOther: true };
  const after = await simulate(whatIf, print, started);
  ['Side by side', ...besideTable(before, after.figures), ''].forEach(print);
  return told(after, flags, other);
});

async function otherProfile(folder: string, own: Played): Promise<Played> {
  const other = await readPlayed(resolve(folder));
  if (other.profile.district === own.profile.district) return other;
  throw new Error(`${folder} is of another district (${other.profile.district}, not ${own.profile.district})`);
}

/** Writes the charts that are wanted; says whether everything held. */
async function told(
  { figures, checks }: { readonly figures: Figures; readonly checks: readonly Check[] },
  { charts, png }: SimulateFlags,
  { profile }: Played,
): Promise<boolean> {
  const nameOf = (unit: string): string => profile.unit(unit)?.name.zh ?? unit;
  if (charts !== undefined) (await writeCharts(figures, { folder: charts, png, nameOf })).forEach(print);
  checks.flatMap(linesOf).forEach(print);
  return checks.every(({ wrong }) => wrong.length === 0);
}
