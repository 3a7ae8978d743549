import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { localTime } from './output.js';

/** Prints events as they happen, until Ctrl-C; `subject` is a NATS filter such as `gw.522730.ticket.>`. */
export async function tail(installation: Installation, subject: string, json?: boolean): Promise<void> {
  const connection = await connect({
    servers: installation.natsUrl,
    user: installation.natsUser,
    pass: installation.secrets.natsPassword,
  }).catch(() => {
    throw new Failure('NATS does not answer. `npx gw status` shows what is up.');
  });
  const stop = () => void connection.drain();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const stream = `GW_${installation.district}`;
  await jetstreamManager(connection);
  const consumer = await jetstream(connection).consumers.get(stream, {
    filter_subjects: subject,
    deliver_policy: 'new',
  });
  for await (const message of await consumer.consume()) {
    const event = message.json<{ time: string; type: string; ticketid?: string; unit: string }>();
    console.log(json ? message.string() : line(event));
  }
}

const line = (event: { time: string; type: string; ticketid?: string; unit: string }): string =>
  `${localTime(event.time)}  ${event.type.padEnd(32)} ${event.unit.padEnd(24)} ${event.ticketid ?? ''}`;
