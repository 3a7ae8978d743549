import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataRoot } from '@gridwhistle/testing/servers';
import { Client } from 'pg';
import type { Figures } from '../charts/figures.js';
import { readNow } from '../gw/src/clock.js';
import type { Installation } from '../gw/src/installation.js';
import { call, tokenFor } from '../gw/src/operator.js';
import type { Started } from '../replay/command.js';
import { District } from '../replay/district.js';
import { ownWorld, type World } from '../replay/world.js';
import { running } from '../start/run-file.js';
import { Agenda } from './agenda.js';
import { spanAfter } from './arrivals.js';
import { QuickFaces } from './faces.js';
import { RunLog, type Progress, type Written } from './log.js';
import { People } from './people.js';
import { play, type Outcome, type Wanted } from './play.js';
import type { Played } from './profile.js';
import { Scene } from './scene.js';
import { Tally } from './tally.js';

const ENDED_WITHIN_MS = 60_000;
const LOOK_MS = 200;
const NOTHING: Progress = { next: 0, tasks: [], counts: {}, failures: [], over: 0 };

/** Plays a run, or goes on with it, and prints its tables. @throws Error when it is over already, or is another one */
export async function simulate(wanted: Wanted, print: (line: string) => void, started: Started): Promise<Outcome> {
  const log = logOf(wanted);
  const folder = log.file.replace(/\.json$/, '');
  await whenEnded(join(folder, `${wanted.flags.district}-simulated`));
  if (wanted.flags.fresh) log.forget();
  const written = log.read();
  refuseIfOver(written, wanted, log);
  if (!written) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { district, keep } = wanted.flags;
  const world = await ownWorld({ district, forgets: !keep, noSync: true }, folder, print);
  started(world);
  const outcome = await inWorld(wanted, world, { log, written }, print);
  await world.stop(outcome.checks.every(({ wrong }) => wrong.length === 0));
  started(undefined);
  return outcome;
}

/** An installation whose run was killed ends by itself, a moment later. */
async function whenEnded(folder: string): Promise<void> {
  for (const end = Date.now() + ENDED_WITHIN_MS; running(folder); await delay(LOOK_MS))
    if (Date.now() > end) throw new Error(`this run is being played already: ${folder}`);
}

/** The figures of a run that is over, where there is one. */
export const figuresOf = (wanted: Wanted): Figures | undefined =>
  wanted.flags.fresh ? undefined : logOf(wanted).read()?.figures;

const idOf = ({ flags: { district, tickets, months, seed }, played }: Wanted): string =>
  [district, `${tickets} tickets`, `${months} months`, `seed ${seed}`, `profile ${played.digest}`].join(', ');

function logOf({ flags: { district, tickets, months, seed }, isOther }: Wanted): RunLog {
  const name = [district, tickets, months, seed, ...(isOther ? ['what-if'] : [])].join('-');
  return new RunLog(join(dataRoot(), 'simulations', `${name}.json`));
}

function refuseIfOver(written: Written | undefined, wanted: Wanted, { file }: RunLog): void {
  if (written?.figures) throw new Error(`this run is over, its figures are in ${file}; --fresh plays it again`);
  if (written && written.run !== idOf(wanted))
    throw new Error(`${file} is of another run (${written.run}): the profile has changed since; --fresh begins anew`);
}

async function inWorld(
  wanted: Wanted,
  { installation }: World,
  { log, written }: { readonly log: RunLog; readonly written: Written | undefined },
  print: (line: string) => void,
): Promise<Outcome> {
  if (wanted.isOther && !written) await putInForce(installation, wanted.played);
  const clock = new Client({ connectionString: installation.databaseUrl });
  // The server may be ended before us: what it says then is no news, and what we ask fails by itself.
  clock.on('error', () => undefined);
  await clock.connect();
  try {
    const { from, to } = written ?? spanAfter((await readNow(clock)).getTime(), wanted.flags.months);
    const start = written ?? { run: idOf(wanted), from, to, played: 0, progress: NOTHING };
    const scene = sceneOf(wanted, installation, start.progress);
    return await play({ scene, clock, wanted, log, print }, start);
  } finally {
    await clock.end();
  }
}

async function putInForce(installation: Installation, { data }: Played): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  await call(installation, '/registry/profile', token, { method: 'POST', body: data });
}

/** Who works where is read from the profile's folder: a city's registry has thousands of pages. */
function sceneOf({ played, flags }: Wanted, installation: Installation, { tasks, counts }: Progress): Scene {
  const { profile, behaviour, data } = played;
  const faces = new QuickFaces(installation.url);
  const district = new District(faces, installation, { ...data.profile, ...data.staff });
  const people = new People(profile, behaviour, data.staff, flags.seed);
  return new Scene(profile, district, installation, people, new Tally(counts), new Agenda(tasks), flags.seed);
}
