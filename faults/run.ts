import { setTimeout as delay } from 'node:timers/promises';
import { advanceClock } from '../tools/gw/src/clock.js';
import { random } from '../tools/replay/random.js';
import { check } from './check/check.js';
import { collect } from './check/collect.js';
import { ledgerDigest, scoresDigest } from './check/digest.js';
import { readConsumers } from './check/read-stream.js';
import type { FaultFlags } from './flags.js';
import { assemble, type Crew } from './load/crew.js';
import { Load } from './load/load.js';
import { Missed, type Nemesis, type Theatre } from './nemeses/nemesis.js';
import { planOf, shortPlan } from './nemeses/plan.js';
import { NEMESES, obstacleOf, SHORT } from './nemeses/table.js';
import type { Outcome, Skipped, Trial } from './outcome.js';
import { atRest, clocksDue, healed, WITHIN_MS } from './recovery.js';
import type { World } from './world/world.js';

const MINUTE_MS = 60_000;
/** Calm between two faults. */
const BETWEEN_MS = 1_000;
/** After so many faults simulated time is moved: then clocks fall due and rungs fire. */
const MOVE_EVERY = 4;
const WARM_UP_MS = 3_000;
/** With more in hand time stands still: a report must not grow too old for what its plan wants to be done with it. */
const MOST_OPEN = 30;
/** A busy machine has more in hand: so long nothing new comes. */
const EASED_WITHIN_MS = 120_000;
/** What somebody is just asking is answered within this time. */
const STILL_WITHIN_MS = 60_000;

/** Whoever waits for tests wants to know sooner, and what has not healed ends the mix. */
const SHORT_PATIENCE_MS = 120_000;
const patienceOf = ({ short }: FaultFlags): number => (short ? SHORT_PATIENCE_MS : WITHIN_MS);

type Say = (line: string) => void;

/** Makes load and faults in a running world, waits until all is done, and checks everything. */
export async function run(world: World, flags: FaultFlags, seed: string, say: Say): Promise<Outcome> {
  const crew = await assemble(world, seed);
  const consumers = await readConsumers(world);
  const load = new Load(crew.setting, { seed, rate: flags.rate, reports: flags.reports, say });
  load.start();
  const theatre = {
    world,
    load,
    dice: random(`${seed}:dice`),
    say,
    minutes: flags.minutes,
    passTime: (minutes: number) => (flags.reports === undefined ? passTime(world, crew, minutes) : Promise.resolve()),
    whileShort: (fault: string, milliseconds: number) => crew.shortage.last(fault, milliseconds),
    notes: { poisoned: new Set<string>(), forged: new Map<string, string>(), beginningLost: false },
  };
  await delay(WARM_UP_MS);
  const { trials, skipped, unmade } = await makeFaults(theatre, crew, flags, seed);
  say('no more faults; what is in hand is finished');
  if (flags.reports !== undefined) await load.allPosted();
  await load.finish();
  const restless = await atRest(world, patienceOf(flags));
  say(restless.length === 0 ? 'everything is at rest; collecting' : 'NOT AT REST; collecting');
  const evidence = await collect(world, crew, theatre.notes, consumers);
  await crew.close();
  if (flags.reports !== undefined) say(`ledger ${ledgerDigest(evidence)}, scores ${scoresDigest(evidence)}`);
  const unfinished = [...restless, ...load.failed.map(({ job, why }) => `report ${job.line.number}: ${why}`)];
  return { trials, skipped, unmade, unfinished, findings: check(evidence), acknowledged: evidence.acknowledged };
}

async function makeFaults(
  theatre: Theatre,
  crew: Crew,
  flags: FaultFlags,
  seed: string,
): Promise<Pick<Outcome, 'trials' | 'skipped' | 'unmade'>> {
  const { possible, skipped } = chosen(flags);
  const trials: Trial[] = [];
  const until = Date.now() + flags.minutes * MINUTE_MS;
  for (const nemesis of flags.short ? shortPlan(possible) : planOf(possible, seed)) {
    if (!flags.short && Date.now() > until) break;
    const made = await trial(nemesis, theatre, patienceOf(flags));
    if ('why' in made) skipped.push(made);
    else trials.push(made);
    if (flags.short && 'kind' in made && made.healedIn === undefined) break;
    if (flags.reports === undefined && (trials.length + skipped.length) % MOVE_EVERY === 0)
      await moveTime(theatre, crew);
    await delay(BETWEEN_MS);
  }
  if (flags.calm && flags.reports === undefined) await delay(until - Date.now());
  const tried = new Set([...trials, ...skipped].map(({ name }) => name));
  const unmade = possible.map(({ name }) => name).filter((name) => !tried.has(name));
  return { trials, skipped, unmade };
}

/** The faults that can be made here, and those that cannot. */
function chosen({ only, calm, nodes, short }: FaultFlags): { possible: Nemesis[]; skipped: Skipped[] } {
  const here = NEMESES.filter((nemesis) => (nemesis.nodes ?? nodes) === nodes);
  const names = short ? SHORT : only;
  const wanted = calm ? [] : here.filter(({ name }) => names.length === 0 || names.includes(name));
  const isRoot = process.getuid?.() === 0;
  const skipped = wanted.flatMap((nemesis) => {
    const why = obstacleOf(nemesis, isRoot);
    return why === undefined ? [] : [{ name: nemesis.name, why }];
  });
  const cannot = new Set(skipped.map(({ name }) => name));
  return { possible: wanted.filter(({ name }) => !cannot.has(name)), skipped };
}

/** Makes a fault and waits until the system has healed; a fault that could not be made says why. */
async function trial(nemesis: Nemesis, theatre: Theatre, patienceMs: number): Promise<Trial | Skipped> {
  const { name, kind, instances } = nemesis;
  const { world, load, say } = theatre;
  if (instances?.of) await world.scale(instances.of, instances.count);
  say(`${name} (${load.progress})`);
  try {
    await (
      await nemesis.inject(theatre)
    )();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`  could not be made: ${why}`);
    await world.restore();
    return { name, why, byChance: error instanceof Missed };
  }
  const first = await wellAfter(theatre, patienceMs);
  if (!nemesis.afterwards) return { name, kind, healedIn: first };
  await nemesis.afterwards(theatre);
  const second = await wellAfter(theatre, patienceMs);
  return { name, kind, healedIn: first === undefined || second === undefined ? undefined : Math.max(first, second) };
}

/** Seconds until the system has healed; undefined when it has not in time. */
async function wellAfter({ world, load, say }: Theatre, patienceMs: number): Promise<number | undefined> {
  try {
    const { ready, caughtUp, well } = await healed(world, load, patienceMs);
    say(
      `  ready after ${ready.toFixed(1)} s, caught up after ${caughtUp.toFixed(1)} s, well after ${well.toFixed(1)} s`,
    );
    return well;
  } catch (error) {
    say(`  NOT HEALED: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Holds the load and moves time at once, whatever is on its way; then what fell due has fired. */
async function passTime({ installation, adminUrl }: World, { gate }: Crew, minutes: number): Promise<void> {
  gate.shut();
  try {
    for (const late = Date.now() + STILL_WITHIN_MS; gate.busy > 0 && Date.now() < late;) await delay(50);
    await advanceClock(installation, `${minutes}m`, { undrained: true });
    for (const late = Date.now() + STILL_WITHIN_MS; Date.now() < late; await delay(200))
      if ((await clocksDue(adminUrl)) === 0) return;
    throw new Error('clocks that are due do not fire');
  } finally {
    gate.reopen();
  }
}

/** Holds the load, lets everything come to rest, moves time from rung to rung, and lets the load go on. */
async function moveTime({ world, load, dice, say }: Theatre, { gate }: Crew): Promise<void> {
  const minutes = 125 + Math.floor(dice() * 20);
  await load.easeTo(MOST_OPEN, EASED_WITHIN_MS);
  if (load.openCount > MOST_OPEN) return say(`  time is not moved: ${load.progress}`);
  gate.shut();
  try {
    for (const late = Date.now() + STILL_WITHIN_MS; gate.busy > 0 && Date.now() < late;) await delay(50);
    await advanceClock(world.installation, `${minutes}m`, {});
  } catch (error) {
    say(`  time could not be moved: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    gate.reopen();
  }
}
