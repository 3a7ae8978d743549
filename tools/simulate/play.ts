import { addMeasured, limitMs } from '@gridwhistle/clocks';
import type { Client } from 'pg';
import { readFigures, type Figures } from '../charts/figures.js';
import { moveTo, readNow } from '../gw/src/clock.js';
import { waitUntilDrained } from '../gw/src/drained.js';
import { Bar } from '../replay/bar.js';
import type { Check } from '../replay/checks.js';
import { arrivals, HOUR_MS, withShortNights } from './arrivals.js';
import { assessmentTable } from './assessed.js';
import type { SimulateFlags } from './flags.js';
import type { Progress, RunLog, Written } from './log.js';
import type { Played } from './profile.js';
import { publishedTable } from './published.js';
import { Run } from './run.js';
import type { Scene } from './scene.js';
import { behaviourTable, checkCounts, comparison, ledgerTable } from './tables.js';
import { Tenths, usageOf, usedLines } from './usage.js';

/** A run that is to be played. */
export interface Wanted {
  readonly flags: Pick<SimulateFlags, 'district' | 'tickets' | 'months' | 'seed' | 'fresh' | 'keep'>;
  readonly played: Played;
  /** Another profile than the district's own: it is put in force before anything arises. */
  readonly isOther: boolean;
}

export interface Outcome {
  readonly figures: Figures;
  readonly checks: readonly Check[];
}

/** Where a run is played, and where it is written down. */
export interface Stage {
  readonly scene: Scene;
  readonly clock: Client;
  readonly wanted: Wanted;
  readonly log: RunLog;
  readonly print: (line: string) => void;
}

const SAVED_EACH_MS = 15_000;
const DRAINED_WITHIN_S = 3_600;

/** From where it was left to its end: people, then the clocks that close what nobody rates, then the books. */
export async function play(stage: Stage, start: Written): Promise<Outcome> {
  const { log, clock, scene, print } = stage;
  // Services are busy with a city's profile for a while.
  await waitUntilDrained(scene.installation, DRAINED_WITHIN_S);
  const before = usageOf(scene);
  const end = await playOn(stage, start);
  usedLines(before, usageOf(scene)).forEach(print);
  const { tickets } = stage.wanted.flags;
  await passRatingWindow(stage);
  const figures = await readFigures(scene.district.centre, await readNow(clock));
  await printTables(stage, end, figures);
  const checks = [checkWays(end.progress, tickets), checkCounts(figures, scene.tally), checkAnswers(scene)];
  if (checks.every(({ wrong }) => wrong.length === 0)) log.write({ ...end, figures });
  return { figures, checks };
}

/** Plays the hours that are left, and writes down from time to time how far that is. */
async function playOn({ scene, clock, wanted, log, print }: Stage, start: Written): Promise<Written> {
  const { progress } = start;
  const begun = performance.now() - start.played;
  const written = (at: Progress): Written => ({ ...start, progress: at, played: performance.now() - begun });
  if (start.played === 0) log.write(start);
  else print(`goes on at ${new Date(progress.next).toISOString()} with ${progress.tasks.length} matters in hand`);
  let saved = performance.now();
  const save = (at: () => Progress): void => {
    tenths.look();
    if (performance.now() - saved < SAVED_EACH_MS) return;
    log.write(written(at()));
    saved = performance.now();
  };
  const bar = new Bar();
  const tenths = new Tenths(scene, wanted.flags.tickets, print);
  const hours = withShortNights(
    arrivals(wanted.played.behaviour.arrivals, start, wanted.flags.tickets, wanted.flags.seed),
  );
  const end = written(
    await new Run(scene, clock, wanted.flags.tickets, bar, progress).play(hours, progress.next, save),
  );
  bar.end();
  log.write(end);
  return end;
}

async function passRatingWindow({ scene, clock }: Stage): Promise<void> {
  const { ratingWindow, calendar } = scene.profile;
  const now = await readNow(clock);
  const over = addMeasured(calendar, ratingWindow.unit, now, limitMs(ratingWindow, calendar)).getTime();
  await moveTo(clock, over + HOUR_MS);
  await waitUntilDrained(scene.installation, DRAINED_WITHIN_S);
}

async function printTables(
  { scene, wanted: { played }, print }: Stage,
  span: Written,
  figures: Figures,
): Promise<void> {
  const tables: [title: string, lines: string[]][] = [
    ['How people behaved (the profile)', behaviourTable(played.behaviour)],
    ['The ledger, tier by tier', ledgerTable(figures)],
    ['Ledger and runner', comparison(figures, scene.tally)],
    ['The assessment', await assessmentTable(scene.district.centre, played.profile, span)],
    ['Published and simulated', publishedTable(played.behaviour, figures, played.profile)],
  ];
  for (const [title, lines] of tables) ['', title, ...lines].forEach(print);
  print('');
}

const checkWays = ({ failures }: Progress, tickets: number): Check => ({
  what: `${tickets} matters, each its own way`,
  wrong: failures,
});

function checkAnswers({ district: { faces } }: Scene): Check {
  const counts = [...faces.answers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${status} × ${count}`);
  const wrong = faces.answers.has('500') ? [`${faces.answers.get('500')} answers were 500`] : [];
  return { what: `HTTP answers: ${counts.join(', ')}`, wrong };
}
