import { setTimeout as delay } from 'node:timers/promises';
import type { Comparison, RebuildState } from '@gridwhistle/messaging';
import { NotNow } from './failure.js';
import type { Installation } from './installation.js';
import { internal } from './operator.js';
import { print, progress, table } from './output.js';

const LOOK_MS = 250;
const RATED_EVENTS = 1_000;

/** Compares every message of the stream with its owner's log. Exit code 1 when they are not equal. */
export async function verifyStream(installation: Installation, json?: boolean): Promise<void> {
  const all = await compareStream(installation);
  const failed = all.some(({ failure }) => failure !== undefined);
  const equal = !failed && all.every(({ missing, different, foreign }) => missing + different + foreign === 0);
  if (!equal) process.exitCode = 1;
  print(json, { equal, services: all }, () => [
    ...table(
      ['service', 'must hold', 'missing', 'different', 'foreign', 'sent again', 'for example'],
      all.map((c) => [
        c.service,
        ...[c.expected, c.missing, c.different, c.foreign, c.repeated].map(String),
        c.failure ?? c.examples[0] ?? '',
      ]),
    ),
    '',
    verdict(equal, failed),
  ]);
}

/** What each service found when it compared its log with the stream. */
export async function compareStream(installation: Installation): Promise<(Comparison & Of)[]> {
  const services = Object.keys(installation.services);
  const path = '/internal/stream/verification';
  await Promise.all(services.map((service) => internal(installation, service, path, 'POST')));
  return untilAll(services, async () => {
    const found = await ofAll<Comparison>(installation, path);
    progress(`${sum(found.map(({ read }) => read))} messages compared`);
    return found.some(({ running }) => running) ? undefined : found;
  });
}

function verdict(equal: boolean, failed: boolean): string {
  if (failed) return 'Not everything could be compared: look at `npx gw status`, then try again.';
  if (equal) return 'The stream is what the logs say.';
  return 'The stream is not what the logs say. `npx gw stream rebuild` makes it so.';
}

/** Gives the whole log of every service to a new stream. Departments go on where they were; no effect is repeated. */
export async function rebuildStream(installation: Installation, json?: boolean): Promise<void> {
  const { events, seconds } = await sendAllAgain(installation);
  print(json, { events, seconds }, () => [`${sentAgain(events, seconds)} \`npx gw stream verify\` proves it.`]);
}

/** What was sent, in words; how fast only of so many that the time between two looks does not decide it. */
export function sentAgain(events: number, seconds: number): string {
  const sent = `${events} ${events === 1 ? 'event' : 'events'} sent in ${seconds.toFixed(1)} s`;
  return events < RATED_EVENTS ? `${sent}.` : `${sent} (${Math.round(events / seconds)} a second).`;
}

/** Drops the stream and waits until the new one has everything. */
export async function sendAllAgain(installation: Installation): Promise<{ events: number; seconds: number }> {
  const services = Object.keys(installation.services);
  const path = '/internal/stream/rebuild';
  const began = Date.now();
  const asked = await Promise.all(
    services.map((service) => internal<RebuildState>(installation, service, path, 'POST')),
  );
  await internal(installation, 'console', '/internal/stream/drop', 'POST');
  let most = 0;
  const done = await untilAll(services, async () => {
    const states = await ofAll<RebuildState>(installation, path);
    const left = sum(states.map(({ unsent }) => unsent));
    most = Math.max(most, left);
    progress(`${left} of ${most} events left`);
    return left + sum(states.map(({ waiting }) => waiting)) === 0 ? states : undefined;
  });
  const events = putBackOf(done) - putBackOf(asked);
  return { events, seconds: (Date.now() - began) / 1000 };
}

/** A service that asks to come again later is asked again. */
async function untilAll<T>(services: string[], look: () => Promise<T[] | undefined>): Promise<(T & Of)[]> {
  for (;;) {
    const found = await look().catch(laterIsNothing);
    if (found) {
      progress('');
      return found.map((one, index) => ({ service: services[index] ?? '?', ...one }));
    }
    await delay(LOOK_MS);
  }
}

function laterIsNothing(error: unknown): undefined {
  if (!(error instanceof NotNow)) throw error;
}

interface Of {
  service: string;
}

const ofAll = <T>(installation: Installation, path: string): Promise<T[]> =>
  Promise.all(Object.keys(installation.services).map((service) => internal<T>(installation, service, path)));

const putBackOf = (states: readonly RebuildState[]): number => sum(states.map(({ putBack }) => putBack));

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
