import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { MessagingOptions } from '../options.js';
import { ensureStream, isMissing, KEPT } from '../stream.js';
import type { Noted } from './agreement.js';

/** Clocks of server and database may differ by this much. */
const CLOCKS_DIFFER_MS = 24 * 3_600_000;

/** Nodes of a cluster hear from each other every second. */
const HEARD_WITHIN_MS = 3_000;

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

  /** More than one: of what a node says, something may be missing that others already have. */
  get replicas(): number {
    return this.info.config.num_replicas;
  }

  /** True when the node that answered leads a majority of the copies; one that was cut off may still believe so. */
  get isLed(): boolean {
    const { leader, replicas = [] } = this.info.cluster ?? {};
    if (!leader) return false;
    const following = replicas.filter(({ active, offline }) => !offline && active < nanos(HEARD_WITHIN_MS));
    return following.length + 1 > this.replicas / 2;
  }

  /** Name of the node that leads the stream; empty with a single server. */
  get leader(): string {
    return this.info.cluster?.leader ?? '';
  }

  /** The stream, and who spoke for it, in words. */
  get described(): string {
    const { state, created } = this.info;
    return `the stream of ${created} with ${state.first_seq} to ${state.last_seq}${this.leader ? `, led by ${this.leader},` : ''}`;
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
  async agrees({ position, eventId, at, storedAt }: Noted): Promise<boolean> {
    if (position > this.lastPosition) return false;
    if (position < this.info.state.first_seq) return Date.now() - at.getTime() > KEPT - CLOCKS_DIFFER_MS;
    const found = await this.messageAt(position);
    return found?.eventId === eventId && (storedAt ?? found.storedAt) === found.storedAt;
  }

  /** The event at a position, and when the server stored it; undefined when nothing lies there. */
  async messageAt(position: number): Promise<{ eventId: string; storedAt: string } | undefined> {
    try {
      const stored = await this.jsm.streams.getMessage(this.name, { seq: position });
      return stored
        ? { eventId: stored.header.get('Nats-Msg-Id').slice(0, UUID_LENGTH), storedAt: stored.timestamp }
        : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** False when the server says that there is no such durable; a list of all may leave out whose node does not answer. */
  async hasDurable(name: string): Promise<boolean> {
    try {
      await this.jsm.consumers.info(this.name, name);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
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
