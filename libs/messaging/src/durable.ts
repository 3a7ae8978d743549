import { JetStreamApiError, type ConsumerConfig, type ConsumerInfo, type JetStreamManager } from '@nats-io/jetstream';

export type DurableConfig = Partial<ConsumerConfig> & { durable_name: string };

/** Creates a durable, or brings an existing one up to date; it keeps its place. Checks that the server kept it all. */
export async function ensureDurable(
  jsm: JetStreamManager,
  stream: string,
  wanted: DurableConfig,
): Promise<ConsumerInfo> {
  const info = await addOrUpdate(jsm, stream, wanted);
  const wrong = (Object.keys(wanted) as (keyof DurableConfig)[]).filter((key) => !same(info.config[key], wanted[key]));
  if (wrong.length > 0)
    throw new Error(`the server does not keep these settings of ${wanted.durable_name}: ${wrong.join(', ')}`);
  return info;
}

async function addOrUpdate(jsm: JetStreamManager, stream: string, wanted: DurableConfig): Promise<ConsumerInfo> {
  try {
    return await jsm.consumers.add(stream, wanted);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.status === 404) throw error;
    return jsm.consumers.update(stream, wanted.durable_name, wanted);
  }
}

/** The server gives a list of one filter back as it was set; lists are compared without order. */
function same(one: unknown, other: unknown): boolean {
  const text = (value: unknown): string =>
    JSON.stringify(Array.isArray(value) ? [...(value as string[])].sort() : value);
  return text(one) === text(other);
}
