import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import {
  AckPolicy,
  jetstream,
  jetstreamManager,
  type ConsumerMessages,
  type JetStreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import type { Bus } from './bus.js';
import { ensureDurable, type DurableConfig } from './durable.js';
import type { OwnDurables } from './healing/own-durables.js';
import { streamName, type MessagingOptions } from './options.js';
import { ensureStream } from './stream.js';

/** What a crash costs: unacknowledged messages come again after this; so work in hand beats more often. */
const ACK_WAIT_MS = 5_000;
const BEAT_MS = 1_500;
/** Of several instances one is served; another takes over when it has not asked for this long. */
const PINNED_MS = 5_000;
const GROUP = 'main';
const PREFETCH = 400;
/** Bounds what lies in memory. */
const MAX_UNACKNOWLEDGED = 1_000;
const EXPIRES_MS = 4_000;
const RETRY_MS = 500;

/** The JetStream side of one durable: keeps it existing, pulls, beats, acknowledges. */
export class Inbox {
  private readonly log: Logger;
  private readonly queue: JsMsg[] = [];
  private readonly open = new Set<JsMsg>();
  /** The bus's `times` of when the messages in hand came. */
  private times = 0;
  private readonly stopping = new AbortController();
  private arrived: () => void = () => undefined;
  private messages?: ConsumerMessages;
  private beat?: NodeJS.Timeout;
  private loop: Promise<void> = Promise.resolve();
  /** True while messages can come. */
  listening = false;

  constructor(
    readonly durable: string,
    private readonly entities: readonly string[],
    private readonly bus: Bus,
    private readonly durables: OwnDurables,
    private readonly options: MessagingOptions,
  ) {
    this.log = new Logger(durable);
  }

  start(arrived: () => void): void {
    this.arrived = arrived;
    this.beat = setInterval(() => this.inHand().forEach((message) => message.working()), BEAT_MS);
    this.loop = this.run();
  }

  /** Messages in hand that nobody has taken. */
  get size(): number {
    return this.queue.length;
  }

  /** Messages in hand, in the order they came. */
  take(most: number): JsMsg[] {
    return this.queue.splice(0, most);
  }

  acknowledge(message: JsMsg): void {
    if (this.settle(message)) message.ack();
  }

  giveBack(message: JsMsg, milliseconds: number): void {
    if (this.settle(message)) message.nak(milliseconds);
  }

  /** Gives back what is not settled, so that another instance gets it at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.beat);
    this.inHand().forEach((message) => this.giveBack(message, 0));
    await this.messages?.close();
    await this.loop;
  }

  /** False when the server may not mean this message by its position any more. */
  private settle(message: JsMsg): boolean {
    return this.inHand().delete(message) && this.bus.connected;
  }

  /** What came over this connection. */
  private inHand(): Set<JsMsg> {
    if (this.times !== this.bus.times) this.letGo();
    return this.open;
  }

  /**
   * Settles nothing of what came before a reconnection, or from a durable that was made again: after a loss another
   * message may lie at its position, in hand too. What was not lost comes again, and is told apart at its gate.
   */
  private letGo(): void {
    this.times = this.bus.times;
    this.queue.length = 0;
    this.open.clear();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.listen(await this.bus.ready());
      } catch (error) {
        if (!signal.aborted) this.log.warn(`cannot listen now: ${(error as Error).message}; trying on`);
      }
      this.listening = false;
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Listens until the durable or the connection is gone. */
  private async listen(connection: NatsConnection): Promise<void> {
    this.letGo();
    await this.ensure(await jetstreamManager(connection));
    const consumer = await jetstream(connection).consumers.get(streamName(this.options.district), this.durable);
    if (this.stopping.signal.aborted) return;
    const callback = (message: JsMsg): void => this.receive(message);
    const options = { max_messages: PREFETCH, expires: EXPIRES_MS, group: GROUP, abort_on_missing_resource: true };
    this.messages = await consumer.consume({ ...options, callback });
    this.listening = true;
    const reason = await this.messages.closed();
    if (reason) throw reason;
  }

  private receive(message: JsMsg): void {
    if (this.stopping.signal.aborted) return message.nak(0);
    this.inHand().add(message);
    this.queue.push(message);
    this.arrived();
  }

  private async ensure(jsm: JetStreamManager): Promise<void> {
    await ensureStream(jsm, this.options);
    const startOf = (durable: string) => this.durables.start(durable);
    await ensureDurable(jsm, streamName(this.options.district), this.config(), startOf);
    this.durables.own(this.durable);
  }

  /** Never a finite `max_deliver`: the server would drop the message silently. */
  private config(): DurableConfig {
    const { district } = this.options;
    return {
      durable_name: this.durable,
      description: `${this.options.service}: ${this.entities.join(', ')}`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ACK_WAIT_MS),
      max_deliver: -1,
      max_ack_pending: MAX_UNACKNOWLEDGED,
      filter_subjects: this.entities.map((entity) => `gw.${district}.${entity}.>`),
      priority_policy: 'pinned_client',
      priority_groups: [GROUP],
      priority_timeout: nanos(PINNED_MS),
    };
  }
}
