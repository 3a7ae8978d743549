import { randomUUID } from 'node:crypto';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { streamName, type MessagingOptions } from './options.js';
import { ensureStream, isMissing } from './stream.js';

/** An unsent row of the log. */
export interface Unsent {
  part: number;
  /** Log id. */
  id: number;
  /** Ticket, else aggregate: what never has two unacknowledged messages. */
  lane: string;
  event_id: string;
  subject: string;
  envelope: string;
}

/** A row that the stream holds, at this position. */
export interface Sent {
  row: Unsent;
  position: number;
}

const ACK_TIMEOUT_MS = 5_000;

/** Puts rows into the stream, one at a time per lane. */
export class Sender {
  private constructor(
    private readonly stream: string,
    private readonly js: JetStreamClient,
    private readonly jsm: JetStreamManager,
  ) {}

  static async open(connection: NatsConnection, options: MessagingOptions): Promise<Sender> {
    const jsm = await jetstreamManager(connection);
    await ensureStream(jsm, options);
    return new Sender(streamName(options.district), jetstream(connection), jsm);
  }

  /**
   * Publishes a row and waits until it is stored. A duplicate answer is only believed when the stream really holds the
   * message: after a purge the server still knows the id but stores nothing. Then it is sent under another id; readers
   * tell repeats apart by the id inside the envelope.
   */
  async send(row: Unsent): Promise<Sent> {
    const ack = await this.publish(row, row.event_id);
    if (!ack.duplicate || (await this.holds(ack.seq, row.event_id))) return { row, position: ack.seq };
    const again = await this.publish(row, `${row.event_id}/${randomUUID()}`);
    return { row, position: again.seq };
  }

  private publish(row: Unsent, msgID: string) {
    const expect = { streamName: this.stream };
    return this.js.publish(row.subject, row.envelope, { msgID, expect, timeout: ACK_TIMEOUT_MS });
  }

  private async holds(position: number, eventId: string): Promise<boolean> {
    try {
      const stored = await this.jsm.streams.getMessage(this.stream, { seq: position });
      return stored?.header.get('Nats-Msg-Id').startsWith(eventId) ?? false;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }
}
