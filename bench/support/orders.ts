import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager, type Consumer } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { seconds } from './pause.js';

/** Where orders are read: with a durable a department's own stream, else those of all units that fit the filter. */
export interface OrderSource {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly stream: string;
  readonly durable?: string;
  readonly filter?: string;
}

/** A ticket's order has reached the unit's own system. */
export type OrderHeard = (ticketId: string, unit: string, at: number) => void;

const FETCHED_AT_ONCE = 500;
const DURABLE_TRIES = 20;

interface Envelope {
  readonly type: string;
  readonly ticketid?: string;
  readonly unit: string;
}

/** Reads orders as a unit's own system does, with a NATS client and nothing else; returns how to stop. */
export async function readOrders(source: OrderSource, heard: OrderHeard): Promise<() => Promise<void>> {
  const { url: servers, user, password: pass } = source;
  const connection = await connect({ servers, user, pass });
  const messages = await (await consumerOf(connection, source)).consume({ max_messages: FETCHED_AT_ONCE });
  void (async () => {
    for await (const message of messages) {
      const at = performance.now();
      const { type, ticketid, unit } = message.json<Envelope>();
      if (type.startsWith('order.issued.') && ticketid !== undefined) heard(ticketid, unit, at);
      message.ack();
    }
  })();
  return async () => {
    await messages.close();
    await connection.drain();
  };
}

async function consumerOf(connection: NatsConnection, { stream, durable, filter }: OrderSource): Promise<Consumer> {
  if (durable !== undefined) return madeDurable(connection, stream, durable);
  const manager = await jetstreamManager(connection);
  const { name } = await manager.consumers.add(stream, {
    filter_subject: filter ?? '>',
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.New,
    inactive_threshold: 60_000_000_000,
  });
  return jetstream(connection).consumers.get(stream, name);
}

/** The console makes departments' durables in the background of a first start. */
async function madeDurable(connection: NatsConnection, stream: string, durable: string): Promise<Consumer> {
  for (let tries = DURABLE_TRIES; ; tries--) {
    try {
      return await jetstream(connection).consumers.get(stream, durable);
    } catch (error) {
      if (tries === 0) throw error;
      await seconds(0.5);
    }
  }
}
