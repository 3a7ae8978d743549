import { setTimeout as delay } from 'node:timers/promises';
import { jetstream, type ConsumerMessages } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Installation } from '../../tools/gw/src/installation.js';
import { credentialsOf } from '../../tools/gw/src/unit.js';
import type { Gate } from './gate.js';

/** An event as a department's own system got it. */
export interface DeskEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly unit: string;
  readonly sequence: string;
}

export type BusAnswer = Record<string, unknown> & { readonly code?: string; readonly sequence?: number };

const ANSWER_WITHIN_MS = 5_000;
const PATIENCE_MS = 120_000;
const PAUSE_MS = 250;
const PREFETCH = 200;
const EXPIRES_MS = 3_000;

/** A department's own system: reads its durable to the end, for ever, and sends its commands, with a NATS client alone. */
export class Desk {
  /** Everything that came, in the order in which it came, repeats included. */
  readonly events: DeskEvent[] = [];
  private readonly known = new Set<string>();
  private stopped = false;
  private messages: ConsumerMessages | undefined;
  private loop: Promise<void> = Promise.resolve();

  private constructor(
    readonly unit: string,
    private readonly connection: NatsConnection,
    private readonly durable: ReturnType<typeof credentialsOf>,
    private readonly gate: Gate,
  ) {}

  static async open(unit: string, installation: Installation, gate: Gate): Promise<Desk> {
    const credentials = credentialsOf(installation, unit);
    const { url, user, password } = credentials;
    const options = { maxReconnectAttempts: -1, reconnectTimeWait: 250, pingInterval: 2_000, maxPingOut: 2 };
    const connection = await connect({ servers: url, user, pass: password, ...options });
    const desk = new Desk(unit, connection, credentials, gate);
    desk.loop = desk.read();
    return desk;
  }

  /** Whether an event of this aggregate has come. */
  knows(aggregateId: string): boolean {
    return this.known.has(aggregateId);
  }

  /**
   * A command on the department's own subject, sent again while nobody answers: each names the version that it changes.
   * @throws Error when nobody answers for two minutes
   */
  async command(name: string, body: object): Promise<BusAnswer> {
    const subject = this.durable.commands.replace('>', name);
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const answer = await this.gate.pass(() => this.attempt(subject, body));
      if (answer !== undefined && answer.code !== 'unavailable') return answer;
      if (Date.now() > until) throw new Error(`${subject}: no answer for ${PATIENCE_MS / 1000} s`);
      await delay(PAUSE_MS);
    }
  }

  async close(): Promise<void> {
    this.stopped = true;
    await this.messages?.close();
    await this.connection.close();
    await this.loop;
  }

  private async attempt(subject: string, body: object): Promise<BusAnswer | undefined> {
    try {
      return (await this.connection.request(subject, JSON.stringify(body), { timeout: ANSWER_WITHIN_MS })).json();
    } catch {
      return undefined;
    }
  }

  /** The stream may be away, empty or another one: whoever reads it begins again. */
  private async read(): Promise<void> {
    while (!this.stopped) {
      try {
        const consumer = await jetstream(this.connection).consumers.get(this.durable.stream, this.durable.durable);
        const options = { max_messages: PREFETCH, expires: EXPIRES_MS, abort_on_missing_resource: true };
        this.messages = await consumer.consume(options);
        for await (const message of this.messages) {
          this.take(message.json<DeskEvent>());
          message.ack();
        }
      } catch {
        await delay(PAUSE_MS);
      }
    }
  }

  private take({ id, type, subject, unit, sequence }: DeskEvent): void {
    this.events.push({ id, type, subject, unit, sequence });
    this.known.add(subject);
  }
}
