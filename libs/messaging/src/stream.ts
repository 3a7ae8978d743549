import {
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
  JetStreamError,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos, NoRespondersError, TimeoutError } from '@nats-io/transport-node';
import { streamName, type MessagingOptions } from './options.js';

const DAY = 24 * 3_600_000;
/** Repeats within this window are told apart by their id on the server; later ones by the gates of the consumers. */
const DUPLICATE_WINDOW = 2 * 60_000;
/** Milliseconds that a message stays in the stream. */
export const KEPT = 90 * DAY;

/**
 * What the stream must look like. Limits retention (the other kinds lose or strand messages); purge and delete of
 * single messages are denied: a purged id sent again would count as a duplicate and be stored nowhere.
 */
export function streamConfig({ district, replicas }: MessagingOptions) {
  return {
    name: streamName(district),
    subjects: [`gw.${district}.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(KEPT),
    duplicate_window: nanos(DUPLICATE_WINDOW),
    num_replicas: replicas,
    allow_direct: true,
    deny_delete: true,
    deny_purge: true,
  } satisfies Partial<StreamConfig>;
}

/** Creates or updates the stream and reads back what was set: old servers silently ignore what they do not know. */
export async function ensureStream(jsm: JetStreamManager, options: MessagingOptions): Promise<StreamInfo> {
  const wanted = streamConfig(options);
  const info = (await existing(jsm, wanted.name)) ?? (await create(jsm, wanted));
  if (differences(wanted, info.config).length === 0) return info;
  const updated = await jsm.streams.update(wanted.name, wanted);
  const wrong = differences(wanted, updated.config);
  if (wrong.length > 0)
    throw new Error(`the server does not keep these settings of ${wanted.name}: ${wrong.join(', ')}`);
  return updated;
}

type Wanted = ReturnType<typeof streamConfig>;

function differences(wanted: Wanted, config: StreamConfig): string[] {
  return (Object.keys(wanted) as (keyof Wanted)[]).filter(
    (key) => JSON.stringify(config[key]) !== JSON.stringify(wanted[key]),
  );
}

async function existing(jsm: JetStreamManager, name: string): Promise<StreamInfo | undefined> {
  try {
    return await jsm.streams.info(name);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Several services create it at the same moment; whoever comes second finds it. */
async function create(jsm: JetStreamManager, wanted: Wanted): Promise<StreamInfo> {
  try {
    return await jsm.streams.add(wanted);
  } catch (error) {
    const found = error instanceof JetStreamApiError ? await existing(jsm, wanted.name) : undefined;
    if (found) return found;
    throw error;
  }
}

/** True when the server says that there is no such stream, consumer or message. */
export const isMissing = (error: unknown): boolean => error instanceof JetStreamApiError && error.status === 404;

/** A node of a cluster does not have what was acknowledged, and it is not sure yet that it is lost. */
export class NodeBehind extends Error {
  constructor(what: string) {
    super(`${what}, although it was acknowledged; the nodes of NATS are asked again`);
  }
}

/**
 * Why JetStream took a message not although its server is there; undefined for other errors. Disabled, it has nobody to
 * answer; with a full disk it keeps silent.
 */
export function refusalOf(error: unknown): string | undefined {
  const kinds = [JetStreamApiError, JetStreamError, NoRespondersError, TimeoutError, NodeBehind];
  return kinds.some((kind) => error instanceof kind) ? (error as Error).message : undefined;
}
