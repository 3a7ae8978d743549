import { Logger } from '@nestjs/common';
import {
  DeliverPolicy,
  JetStreamApiError,
  type ConsumerConfig,
  type ConsumerInfo,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { isMissing } from './stream.js';

/** The server's number for a durable that it cannot create; only its words say that it is for want of files. */
const NOT_CREATED = 10_012;

const log = new Logger('Durable');

/** Settings of a durable, without where it starts. */
export type DurableConfig = Omit<Partial<ConsumerConfig>, 'deliver_policy' | 'opt_start_seq'> & {
  durable_name: string;
};

/** Says at which position a durable that is not there has to start; undefined: with the first message of the stream. */
export type StartOf = (durable: string) => Promise<number | undefined>;

/** Creates a durable, or brings an existing one up to date; it keeps its place. Checks that the server kept it all. */
export async function ensureDurable(
  jsm: JetStreamManager,
  stream: string,
  wanted: DurableConfig,
  startOf: StartOf,
): Promise<ConsumerInfo> {
  const existing = await find(jsm, stream, wanted.durable_name);
  const info = existing ? await update(jsm, stream, wanted, existing) : await create(jsm, stream, wanted, startOf);
  const wrong = differences(wanted, info);
  if (wrong.length > 0)
    throw new Error(`the server does not keep these settings of ${wanted.durable_name}: ${wrong.join(', ')}`);
  return info;
}

async function find(jsm: JetStreamManager, stream: string, durable: string): Promise<ConsumerInfo | undefined> {
  try {
    return await jsm.consumers.info(stream, durable);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function update(
  jsm: JetStreamManager,
  stream: string,
  wanted: DurableConfig,
  existing: ConsumerInfo,
): Promise<ConsumerInfo> {
  if (differences(wanted, existing).length === 0) return existing;
  return jsm.consumers.update(stream, wanted.durable_name, wanted);
}

/** Two instances may come to it at once: whoever is second finds what the first one made. */
async function create(
  jsm: JetStreamManager,
  stream: string,
  wanted: DurableConfig,
  startOf: StartOf,
): Promise<ConsumerInfo> {
  const createdOf = async (): Promise<string> => (await jsm.streams.info(stream)).created;
  const created = await createdOf();
  const start = await startOf(wanted.durable_name);
  const from =
    start === undefined
      ? { deliver_policy: DeliverPolicy.All }
      : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: start };
  const made = await add(jsm, stream, { ...wanted, ...from });
  if ((await createdOf()) === created) return made;
  // Its place was that in another stream: in this one it might pass over what nobody has read.
  await jsm.consumers.delete(stream, wanted.durable_name);
  throw new Error(`the stream was replaced while ${wanted.durable_name} was made`);
}

async function add(jsm: JetStreamManager, stream: string, config: DurableConfig): Promise<ConsumerInfo> {
  try {
    return await jsm.consumers.add(stream, config);
  } catch (error) {
    const existing = await find(jsm, stream, config.durable_name);
    if (existing) return existing;
    if (!hasNoFiles(error) || config.mem_storage) throw error;
    // After a power cut the files of one durable may be spoiled: the server neither has it nor makes it again. Where it
    // is to go on is known here, so it may forget its place whenever it restarts.
    log.warn(`${config.durable_name}: NATS cannot keep it on its disk (obs/${config.durable_name}), so in its memory`);
    return add(jsm, stream, { ...config, mem_storage: true });
  }
}

const hasNoFiles = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === NOT_CREATED && error.message.includes('creating store');

function differences(wanted: DurableConfig, { config }: ConsumerInfo): string[] {
  return (Object.keys(wanted) as (keyof DurableConfig)[]).filter((key) => !same(config[key], wanted[key]));
}

/** The server gives a list of one filter back as it was set; lists are compared without order. */
function same(one: unknown, other: unknown): boolean {
  const text = (value: unknown): string =>
    JSON.stringify(Array.isArray(value) ? [...(value as string[])].sort() : value);
  return text(one) === text(other);
}
