import { join } from 'node:path';
import { startNats, type ChildServer } from '@gridwhistle/testing/servers';
import { compareStream, sendAllAgain } from '../../tools/gw/src/stream.js';
import type { Figure, Row, Terms } from '../row.js';
import { startLoad } from '../support/generator.js';
import { BenchInstallation } from '../support/installation.js';
import { secondsUntil } from '../support/pause.js';
import { People } from '../support/people.js';
import type { Accepted, AcceptJob } from './load.js';

const BEATS = 200;
/** As much in a third of a minute as a county reports in hours. */
const OFFERED = { perSecond: 20, seconds: 20 };
const DRAINED_WITHIN = 300;
const [USER, PASSWORD] = ['gridwhistle', 'bench'];
/** The installation has the ports before it. */
const NATS_PORT = 30;

export const row: Row = {
  id: '10',
  what: 'NATS away: what is accepted meanwhile, how its backlog drains, and a stream made anew',
  async run(say, terms) {
    const nats = new Nats(terms, say);
    await nats.start();
    const settings = { GW_NATS_URL: nats.url, GW_NATS_USER: USER, GW_NATS_PASSWORD: PASSWORD };
    const installation = await BenchInstallation.start(terms, { settings });
    const offer = await offerer(terms, installation);
    await offer();
    const calm = await offer();
    await nats.stop();
    const away = await offer();
    await nats.start();
    const drained = await secondsUntil(() => isDrained(installation), DRAINED_WITHIN);
    say(`calm p99 ${calm.p99} ms, without NATS ${away.p99} ms, drained after ${drained} s`);
    const compared = await timedComparison(installation);
    const sent = await sendAllAgain(installation.facts);
    return [ratio(calm, away), backlog(drained, away), perSecond('compared', compared), perSecond('sent again', sent)];
  },
};

/** A server of the row's own: the one of an installation would be started again at once. */
class Nats {
  readonly url: string;
  private server?: ChildServer;

  constructor(
    private readonly terms: Terms,
    private readonly say: (line: string) => void,
  ) {
    this.url = `nats://127.0.0.1:${terms.port + NATS_PORT}`;
    terms.atEnd(() => this.stop());
  }

  async start(): Promise<void> {
    const { folder, port } = this.terms;
    const options = { storeDir: join(folder, 'nats'), port: port + NATS_PORT, user: USER, password: PASSWORD };
    this.server = await startNats({ ...options, logFile: join(folder, 'nats.log'), say: this.say });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }
}

async function offerer(terms: Terms, { facts }: BenchInstallation): Promise<() => Promise<Accepted>> {
  const job = { origin: facts.url, beats: (await People.of(facts)).beats(BEATS), ...OFFERED };
  const module = new URL('load.ts', import.meta.url);
  return () => startLoad<AcceptJob, never, Accepted>(terms, { module, job }).outcome;
}

/** While somebody has not found the server again nobody can say so. */
const isDrained = (installation: BenchInstallation): Promise<boolean> =>
  installation.backlog().then(
    (left) => left === 0,
    () => false,
  );

/** As `gw stream verify` does it. @throws Error when the stream is not what the logs say */
async function timedComparison({ facts }: BenchInstallation): Promise<{ events: number; seconds: number }> {
  const began = performance.now();
  const all = await compareStream(facts);
  const seconds = (performance.now() - began) / 1000;
  const wrong = all.filter(({ missing, different, foreign, failure }) => missing + different + foreign > 0 || failure);
  if (wrong.length > 0) throw new Error(`the stream is not what the logs say: ${JSON.stringify(wrong)}`);
  return { events: all.reduce((sum, { expected }) => sum + expected, 0), seconds };
}

function ratio(calm: Accepted, away: Accepted): Figure {
  const value = away.accepted === away.offered ? away.p99 / calm.p99 : NaN;
  const what = "reports accepted without NATS: the answer's p99 ÷ calm";
  const beside = { accepted: away.accepted, 'p50 ms': away.p50, 'p99 ms': away.p99, 'calm p99 ms': calm.p99 };
  return { what, value, unit: '×', floor: 2, stretch: 1.3, better: 'lower', beside };
}

function backlog(seconds: number, { accepted }: Accepted): Figure {
  const what = 'its backlog is drained after its return';
  return { what, value: seconds, unit: 's', floor: 300, stretch: 30, better: 'lower', beside: { reports: accepted } };
}

function perSecond(what: string, { events, seconds }: { events: number; seconds: number }): Figure {
  const value = events / seconds;
  const beside = { events, s: seconds };
  return {
    what: `the stream: events ${what}`,
    value,
    unit: '/s',
    floor: 2000,
    stretch: 5000,
    better: 'higher',
    beside,
  };
}
