import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { byItself, type Heal, type Nemesis, type Theatre } from './nemesis.js';

const AWAY_MS = 4_000;
const HELD_MS = 10_000;
/** As long as asked for where the run is half an hour; always longer than a statement may take. */
const OPEN_MS = { most: 600_000, least: 40_000 };
const SHARE = 1 / 3;

const killed: Nemesis = {
  name: 'postgres-killed',
  kind: 'PostgreSQL killed',
  about: 'the database killed (-9), with crash recovery',
  inject: async ({ world }) => {
    await world.postgres.kill();
    return byItself;
  },
};

const away: Nemesis = {
  name: 'postgres-away',
  kind: 'PostgreSQL away',
  about: `no database for ${AWAY_MS / 1000} s`,
  inject: async ({ world }) => {
    await world.postgres.killForGood();
    await delay(AWAY_MS);
    return () => world.postgres.start();
  },
};

const restarted: Nemesis = {
  name: 'postgres-restarted',
  kind: 'PostgreSQL restarted',
  about: 'the database shut down in order and started again',
  inject: async ({ world }) => {
    await world.postgres.restart();
    return byItself;
  },
};

const exhausted: Nemesis = {
  name: 'connections-exhausted',
  kind: 'connections exhausted',
  about: `somebody takes every connection of the database for ${HELD_MS / 1000} s; each service must take new ones`,
  inject: async ({ world, whileShort }) => {
    const taken: Client[] = [];
    while (taken.length < 400) {
      const client = new Client({ connectionString: world.adminUrl });
      client.on('error', () => undefined);
      if (
        !(await client.connect().then(
          () => true,
          () => false,
        ))
      )
        break;
      taken.push(client);
    }
    world.instances.forEach(({ postgres }) => postgres.cut());
    await whileShort('connections exhausted', HELD_MS);
    return async () => void (await Promise.all(taken.map((client) => client.end().catch(() => undefined))));
  },
};

const halfOpen: Nemesis = {
  name: 'postgres-half-open',
  kind: 'half-open connections',
  about: 'every connection to the database stays open and carries nothing any more',
  inject: async ({ world }) => {
    world.instances.forEach(({ postgres }) => postgres.silence());
    await delay(AWAY_MS);
    return byItself;
  },
};

/** What one long transaction keeps locked: two reports that nobody works at, gates of consumers that everybody waits for. */
const locksOn = (one: string, other: string): [string, string[]][] => [
  ['select from dispatch.ticket where id = $1 for update', [one]],
  [
    'select from dispatch.clock where aggregate_id in (select id from dispatch.orders where ticket_id = $1) for update',
    [other],
  ],
  ['select from console.consumer_gate order by random() limit 20 for update skip locked', []],
  ['select from assessment.consumer_gate order by random() limit 20 for update skip locked', []],
];

const transaction: Nemesis = {
  name: 'transaction-open',
  kind: 'a transaction left open',
  about:
    'somebody leaves a transaction open for ten minutes, or a third of the run, with locks on a ticket, gates and clocks',
  inject: async ({ world, load, minutes, say }) => {
    const [one, other] = [await load.probe(), await load.probe()];
    const milliseconds = Math.max(OPEN_MS.least, Math.min(OPEN_MS.most, minutes * 60_000 * SHARE));
    say(`  open for ${Math.round(milliseconds / 1000)} s`);
    const release = await holdLocks(world, locksOn(one.ticketId, other.ticketId));
    await delay(milliseconds);
    return release;
  },
};

/** What accepting a report, working on it and looking at it need, each in a service of its own. */
const NEEDED = ['intake.report', 'dispatch.ticket', 'console.ledger_ticket'];

/** Locks make it so slow, and not the machine: whoever else works there is left alone. */
const overloaded: Nemesis = {
  name: 'postgres-overloaded',
  kind: 'PostgreSQL overloaded',
  about: `whatever reads or writes reports, tickets or the ledger takes the database ${HELD_MS / 1000} s`,
  inject: async ({ world, whileShort }) => {
    const locks = NEEDED.map((table): [string, string[]] => [`lock table ${table} in access exclusive mode`, []]);
    const releases = await Promise.all(locks.map((lock) => holdLocks(world, [lock])));
    await whileShort('database overloaded', HELD_MS);
    return async () => void (await Promise.all(releases.map((release) => release())));
  },
};

async function holdLocks({ adminUrl }: Theatre['world'], locks: readonly [string, string[]][]): Promise<Heal> {
  const client = new Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  for (const [lock, values] of locks) await client.query(lock, values);
  return async () => {
    await client.query('rollback').catch(() => undefined);
    await client.end();
  };
}

export const POSTGRES_TABLE: readonly Nemesis[] = [
  killed,
  away,
  restarted,
  exhausted,
  halfOpen,
  overloaded,
  transaction,
];
