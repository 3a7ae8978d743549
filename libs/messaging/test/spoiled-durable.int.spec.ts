import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, scratchFolder, startNats, type NatsServer } from '@gridwhistle/testing/servers';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { ensureDurable } from '../src/durable.js';

const DURABLE = { durable_name: 'escalation-tickets', ack_policy: AckPolicy.Explicit, max_deliver: -1 };
const account = { user: 'gw', password: 'gw' };
const folder = scratchFolder('spoiled');

let server: NatsServer;
let nats: NatsConnection;

async function up(): Promise<void> {
  const port = await freePort();
  server = await startNats({ ...account, port, storeDir: folder, logFile: join(folder, 'nats.log'), scratch: folder });
  nats = await connect({ servers: server.url, user: account.user, pass: account.password });
}

async function down(): Promise<void> {
  await nats?.close();
  await server?.stop();
}

const ensured = async (start?: number) =>
  ensureDurable(await jetstreamManager(nats), 'GW', DURABLE, () => Promise.resolve(start));

beforeAll(up);
afterAll(down);

test('a durable whose files a power cut spoiled is made again and goes on where it was, also after a restart', async () => {
  const jsm = await jetstreamManager(nats);
  await jsm.streams.add({ name: 'GW', subjects: ['gw.>'] });
  for (let n = 0; n < 5; n += 1) await jetstream(nats).publish('gw.x');
  await ensured();
  const consumer = await jetstream(nats).consumers.get('GW', DURABLE.durable_name);
  for (let n = 0; n < 3; n += 1) await (await consumer.next())?.ackAck();
  for (let restart = 0; restart < 2; restart += 1) {
    await down();
    const [state] = globSync(join(folder, '**', 'obs', DURABLE.durable_name, 'o.dat'));
    writeFileSync(state as string, 'spoiled');
    await up();
    const made = await ensured(4);
    expect(made).toMatchObject({ num_pending: 2, config: { mem_storage: true } });
    expect((await ensured()).created).toEqual(made.created);
  }
});
