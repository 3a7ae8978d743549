import { SERVICES } from '@gridwhistle/kernel';
import { deliver } from '../delivery/deliver.js';
import type { Figure, Row, Terms } from '../row.js';
import { BenchInstallation } from '../support/installation.js';
import { seconds } from '../support/pause.js';
import { People } from '../support/people.js';
import { memoryOf } from '../support/proc.js';

/** After the start garbage is still about; at rest it is gone. */
const REST_SECONDS = 20;
const LOOKS = 5;
const BEATS = 200;
const LOAD = { perSecond: 200, patience: 60 };
const WARM_UP_SECONDS = 300;
const HOUR_SECONDS = 3600;

export const row: Row = {
  id: '7',
  what: 'memory of all services (PSS)',
  async run(say, terms) {
    const processes = await atRest(terms, 'processes', []);
    say(`as processes ${Math.round(processes.services)} MB`);
    const one = await atRest(terms, 'one-process', ['--one-process']);
    say(`in one process ${Math.round(one.services)} MB`);
    return [
      figure('at rest, as processes', processes, 600, 400),
      figure('at rest, in one process', one, 250, 180),
      ...(terms.full ? [await growth(terms, say)] : []),
    ];
  },
};

interface Memory {
  /** Megabytes of all services together. */
  readonly services: number;
  /** Megabytes of each of the installation's processes. */
  readonly each: Readonly<Record<string, number>>;
}

async function atRest(terms: Terms, name: string, flags: readonly string[]): Promise<Memory> {
  const installation = await BenchInstallation.start(terms, { name, flags });
  await seconds(REST_SECONDS);
  const memory = memoryNow(installation);
  await installation.stop();
  return memory;
}

function memoryNow({ processes }: BenchInstallation): Memory {
  const each = Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, memoryOf(pid)]));
  const ours = Object.keys(each).filter((name) => name === 'services' || SERVICES.some((service) => service === name));
  return { services: ours.reduce((sum, name) => sum + (each[name] ?? 0), 0), each };
}

function figure(what: string, { services, each }: Memory, floor: number, stretch: number): Figure {
  const beside = Object.fromEntries(Object.entries(each).map(([name, megabytes]) => [name, Math.round(megabytes)]));
  return { what, value: services, unit: 'MB', floor, stretch, better: 'lower', beside };
}

/** Warmed up, then an hour of load; both ends are looked at in the same way, at rest. */
async function growth(terms: Terms, say: (line: string) => void): Promise<Figure> {
  const installation = await BenchInstallation.start(terms, { name: 'growth' });
  const beats = (await People.of(installation.facts)).beats(BEATS);
  const load = (length: number) => deliver(terms, installation, beats, { ...LOAD, seconds: length });
  await load(WARM_UP_SECONDS);
  const before = await settled(installation);
  say(`warmed up: ${Math.round(before)} MB`);
  const { accepted, missing } = await load(HOUR_SECONDS);
  const after = await settled(installation);
  return {
    ...{ what: 'growth over an hour at 200/s', unit: '%', floor: 5, stretch: 0, better: 'lower' },
    value: (100 * (after - before)) / before,
    beside: { 'before MB': before, 'after MB': after, accepted, missing },
  };
}

/** The mean of a few looks at rest. */
async function settled(installation: BenchInstallation): Promise<number> {
  const looks: number[] = [];
  while (looks.length < LOOKS) {
    await seconds(REST_SECONDS / LOOKS);
    looks.push(memoryNow(installation).services);
  }
  return looks.reduce((sum, look) => sum + look, 0) / looks.length;
}
