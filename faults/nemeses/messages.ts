import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { shuffled } from '../../tools/replay/random.js';
import { NATS_USER } from '../world/servers.js';
import type { World } from '../world/world.js';
import { newestOfLogs, type LogRow } from './log.js';
import { byItself, type Nemesis } from './nemesis.js';

/** Events pile up so long, unsent, so that their copies are the first to come. */
const PILE_UP_MS = 4_000;
/** Of each log; older ones have come before and are repeats in any case. */
const NEWEST = 600;
const COPIES = 3;
const IN_FLIGHT = 200;

export async function withNats<T>(
  { layout, secrets }: World,
  work: (connection: NatsConnection) => Promise<T>,
): Promise<T> {
  const servers = `nats://127.0.0.1:${layout.ports.nats}`;
  const connection = await connect({ servers, user: NATS_USER, pass: secrets.natsPassword });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Copies under ids that the server has never seen: nothing but the consumers' own rules tells them apart. */
async function publishCopies(world: World, rows: readonly LogRow[]): Promise<void> {
  await withNats(world, async (connection) => {
    const js = jetstream(connection);
    for (let from = 0; from < rows.length; from += IN_FLIGHT) {
      const page = rows.slice(from, from + IN_FLIGHT);
      await Promise.all(page.map(({ subject, envelope }) => js.publish(subject, envelope, { msgID: randomUUID() })));
    }
  });
}

/**
 * Services and bus are parted while work goes on; then copies of everything, also of what was not sent yet, stand in
 * the stream in random order before the relays bring the originals: early events and repeats for every consumer.
 */
const copies: Nemesis = {
  name: 'copies-shuffled',
  kind: 'every message three times, shuffled',
  about: 'copies of all recent events under other ids in random order, many before their originals',
  inject: async ({ world, dice, say }) => {
    world.instances.forEach(({ nats }) => nats.refuse());
    await delay(PILE_UP_MS);
    const rows = await newestOfLogs(world.adminUrl, NEWEST);
    const all = shuffled(Array.from({ length: COPIES }, () => rows).flat(), dice);
    await publishCopies(world, all);
    say(`  ${all.length} copies of ${rows.length} events`);
    return async () => world.instances.forEach(({ nats }) => nats.restore());
  },
};

const surge: Nemesis = {
  name: 'surge',
  kind: 'surge',
  about: '25 times as many reports for ten seconds',
  inject: async ({ load }) => {
    await load.surge(25, 10);
    return byItself;
  },
};

export const MESSAGES_TABLE: readonly Nemesis[] = [copies, surge];
