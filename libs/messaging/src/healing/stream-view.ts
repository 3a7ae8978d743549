import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { MessagingOptions } from '../options.js';
import { ensureStream, isMissing, KEPT } from '../stream.js';
import type { Noted } from './agreement.js';

/** Clocks of server and database may differ by this much. */
const CLOCKS_DIFFER_MS = 24 * 3_600_000;

/** The district's stream as it is now. */
export class StreamView {
  private constructor(
    readonly jsm: JetStreamManager,
    private readonly info: StreamInfo,
  ) {}

  /** Looks at the stream; makes it when it is gone. */
  static async open(jsm: JetStreamManager, options: MessagingOptions): Promise<StreamView> {
    return new StreamView(jsm, await ensureStream(jsm, options));
  }

  get name(): string {
    return this.info.config.name;
  }

  /** Tells one stream of this name from its successor. */
  get created(): string {
    return this.info.created;
  }

  get firstPosition(): number {
    return this.info.state.first_seq;
  }

  get lastPosition(): number {
    return this.info.state.last_seq;
  }

  /** False when the stream was lost or deleted after this look: what was read since may be its successor's. */
  async isStill(): Promise<boolean> {
    try {
      return (await this.jsm.streams.info(this.name)).created === this.created;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** True when the message lies where it was acknowledged, or is old enough to have left the stream. */
  async agrees({ position, eventId, at }: Noted): Promise<boolean> {
    if (position > this.lastPosition) return false;
    if (position < this.info.state.first_seq) return Date.now() - at.getTime() > KEPT - CLOCKS_DIFFER_MS;
    return (await this.eventAt(position)) === eventId;
  }

  /** Id of the event at a position; undefined when nothing lies there. */
  async eventAt(position: number): Promise<string | undefined> {
    try {
      const stored = await this.jsm.streams.getMessage(this.name, { seq: position });
      return stored?.header.get('Nats-Msg-Id').slice(0, UUID_LENGTH);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Position of the first message after one that a filter lets through; undefined when there is none. */
  async nextOf(filter: string, after: number): Promise<number | undefined> {
    try {
      const query = { seq: after + 1, next_by_subj: filter };
      return (await this.jsm.streams.getMessage(this.name, query))?.seq;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

/** A message sent again after a purge carries more behind the event's id. */
const UUID_LENGTH = 36;
