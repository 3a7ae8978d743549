import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Installation } from '../gw/src/installation.js';
import { credentialsOf } from '../gw/src/unit.js';

/** An event as a department gets it. */
export interface BusEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly ticketid?: string;
  readonly unit: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What one department found in its own stream. */
export interface Found {
  readonly unit: string;
  /** Orders of the run's tickets that were issued to it, as the stream tells. */
  readonly orders: ReadonlySet<string>;
  /** Units other than itself that the stream spoke of. */
  readonly foreign: readonly string[];
  /** Events of the run's tickets that came more than once. */
  readonly repeated: number;
}

const PAGE = 500;
const QUIET_MS = 1_000;

/** Reads departments' streams with the departments' credentials, as their own systems would, and acknowledges. */
export class DepartmentStreams {
  private readonly read = new Map<string, BusEvent[]>();

  constructor(private readonly installation: Installation) {}

  /** All that came to these departments so far. */
  async found(units: readonly string[], tickets: ReadonlySet<string>): Promise<Found[]> {
    const all: Found[] = [];
    for (const unit of units) all.push(foundIn(unit, await this.events(unit), tickets));
    return all;
  }

  /** Everything that came to a department so far. */
  async events(unit: string): Promise<readonly BusEvent[]> {
    const events = [...(this.read.get(unit) ?? []), ...(await this.rest(unit))];
    this.read.set(unit, events);
    return events;
  }

  private async rest(unit: string): Promise<BusEvent[]> {
    const { url, user, password, stream, durable } = credentialsOf(this.installation, unit);
    const connection = await connect({ servers: url, user, pass: password });
    try {
      return await readToEnd(connection, stream, durable);
    } finally {
      await connection.drain();
    }
  }
}

async function readToEnd(connection: NatsConnection, stream: string, durable: string): Promise<BusEvent[]> {
  const consumer = await jetstream(connection).consumers.get(stream, durable);
  const events: BusEvent[] = [];
  for (let left = (await consumer.info()).num_pending; left > 0;) {
    for await (const message of await consumer.fetch({ max_messages: Math.min(left, PAGE), expires: QUIET_MS })) {
      events.push(message.json<BusEvent>());
      message.ack();
    }
    await connection.flush();
    left = (await consumer.info()).num_pending;
  }
  return events;
}

function foundIn(unit: string, all: readonly BusEvent[], tickets: ReadonlySet<string>): Found {
  const events = all.filter(({ ticketid }) => ticketid !== undefined && tickets.has(ticketid));
  const issued = events.filter(({ type }) => type.startsWith('order.issued.'));
  return {
    unit,
    orders: new Set(issued.map(({ subject }) => subject)),
    foreign: [...new Set(all.map((event) => event.unit).filter((other) => other !== unit))],
    repeated: events.length - new Set(events.map(({ id }) => id)).size,
  };
}
