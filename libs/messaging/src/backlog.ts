import { performance } from 'node:perf_hooks';
import { Metrics } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { Gauge } from 'prom-client';
import { Bus } from './bus.js';
import { Handlers } from './handlers.js';
import { MESSAGING_OPTIONS, streamName, type MessagingOptions } from './options.js';

/** What a durable has not applied yet: the number of events, or since when NATS does not say it. */
export interface Behind {
  durable: string;
  behind: number | Date;
}

/** Readiness and metrics are asked often, by several. */
const KEPT_MS = 3_000;
/** Whoever asks for readiness gets an answer sooner than a check may take. */
const ASK_TIMEOUT_MS = 1_000;

/** How far this service's durables are behind the stream. */
@Injectable()
export class Backlog {
  private readonly silentSince = new Map<string, Date>();
  private readonly pending: Gauge<'consumer'>;
  private askedAt = -Infinity;
  private answer: Promise<Behind[]> = Promise.resolve([]);

  constructor(
    private readonly handlers: Handlers,
    private readonly bus: Bus,
    { registry }: Metrics,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {
    this.pending = new Gauge({
      name: 'gw_consumer_pending',
      help: 'Events that a consumer has not applied yet, delivered to it or not; NaN while NATS does not say.',
      labelNames: ['consumer'],
      registers: [registry],
      collect: () => this.measure(),
    });
  }

  /** For each durable, at most some seconds old. Never rejects. */
  async behind(): Promise<Behind[]> {
    const { awaySince } = this.bus;
    if (awaySince) return this.durables().map((durable) => ({ durable, behind: awaySince }));
    if (performance.now() - this.askedAt > KEPT_MS) [this.askedAt, this.answer] = [performance.now(), this.ask()];
    return this.answer;
  }

  /** Of all durables together, as the server has it now. @throws when it does not say. */
  async total(): Promise<number> {
    const jsm = await jetstreamManager(await this.bus.ready());
    const all = await Promise.all(this.durables().map((durable) => this.behindOf(jsm, durable)));
    return all.reduce((sum, events) => sum + events, 0);
  }

  private durables(): string[] {
    return this.options.consumers ? [...this.handlers.byDurable().keys()] : [];
  }

  private async ask(): Promise<Behind[]> {
    const patience = { checkAPI: false, timeout: ASK_TIMEOUT_MS };
    const jsm = await jetstreamManager(await this.bus.ready(), patience);
    return Promise.all(
      this.durables().map(async (durable) => ({
        durable,
        behind: await this.behindOf(jsm, durable).catch(() => this.silent(durable)),
      })),
    );
  }

  private async behindOf(jsm: JetStreamManager, durable: string): Promise<number> {
    const { num_pending, num_ack_pending } = await jsm.consumers.info(streamName(this.options.district), durable);
    this.silentSince.delete(durable);
    return num_pending + num_ack_pending;
  }

  private silent(durable: string): Date {
    const since = this.silentSince.get(durable) ?? new Date();
    this.silentSince.set(durable, since);
    return since;
  }

  private async measure(): Promise<void> {
    for (const { durable, behind } of await this.behind())
      this.pending.set({ consumer: durable }, behind instanceof Date ? NaN : behind);
  }
}

/** For operators: `nothing behind`, or which durables are, by how many events. Pure. */
export function told(all: readonly Behind[]): string {
  const late = all.filter(({ behind }) => behind !== 0);
  if (late.length === 0) return 'nothing behind';
  return `behind: ${late.map(({ durable, behind }) => `${durable} ${inWords(behind)}`).join(', ')}`;
}

function inWords(behind: number | Date): string {
  if (behind instanceof Date) return `unknown since ${behind.toISOString()}`;
  return behind === 1 ? '1 event' : `${behind} events`;
}
