import { freshBus, type FreshBus } from '@gridwhistle/testing';
import { AckPolicy, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { ensureDurable, type DurableConfig } from '../src/durable.js';
import { isMissing } from '../src/stream.js';

const STREAM = 'durables';
const WANTED: DurableConfig = { durable_name: 'reader', ack_policy: AckPolicy.Explicit };

let bus: FreshBus;
let connection: NatsConnection;
let jsm: JetStreamManager;

beforeAll(async () => {
  bus = await freshBus();
  connection = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
  jsm = await jetstreamManager(connection);
});
afterAll(async () => {
  await connection?.close();
  await bus?.stop();
});
beforeEach(() => makeStream());
afterEach(() => jsm.streams.delete(STREAM));

async function makeStream(): Promise<void> {
  await jsm.streams.add({ name: STREAM, subjects: ['durables.>'] });
}

async function replaceStream(): Promise<void> {
  await jsm.streams.delete(STREAM);
  await makeStream();
}

test('a durable is made at its place, and found there the next time', async () => {
  const made = await ensureDurable(jsm, STREAM, WANTED, () => Promise.resolve(7));
  expect(made.config.opt_start_seq).toBe(7);
  const found = await ensureDurable(jsm, STREAM, WANTED, () => Promise.reject(new Error('nobody asks')));
  expect(found.created).toBe(made.created);
});

test('a place in a stream that is replaced meanwhile is not believed: the durable goes again', async () => {
  const inAnotherStream = async (): Promise<number> => {
    await replaceStream();
    return 7;
  };
  await expect(ensureDurable(jsm, STREAM, WANTED, inAnotherStream)).rejects.toThrow('replaced');
  await expect(jsm.consumers.info(STREAM, 'reader').catch(isMissing)).resolves.toBe(true);
});
