import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Metrics } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { jetstreamManager, type ConsumerInfo, type JetStreamManager } from '@nats-io/jetstream';
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
/** What comes all the time is applied within this. */
const CATCH_UP_MS = 1_000;
const LOOK_AGAIN_MS = 100;

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

  /**
   * Whether everything that the stream has now is applied, by whichever instance consumes. Waits a moment for what is
   * in hand. False also when NATS does not say. Never rejects.
   */
  async caughtUp(): Promise<boolean> {
    if (this.bus.awaySince) return false;
    return this.catchUp().catch(() => false);
  }

  private async catchUp(): Promise<boolean> {
    const [stream, jsm] = [streamName(this.options.district), await this.manager()];
    const durables = [...this.handlers.byDurable().keys()];
    const { last_seq } = (await jsm.streams.info(stream)).state;
    for (const until = performance.now() + CATCH_UP_MS; ; await delay(LOOK_AGAIN_MS)) {
      const infos = await Promise.all(durables.map((durable) => jsm.consumers.info(stream, durable)));
      if (infos.every((info) => hasApplied(info, last_seq))) return true;
      if (performance.now() > until) return false;
    }
  }

  private durables(): string[] {
    return this.options.consumers ? [...this.handlers.byDurable().keys()] : [];
  }

  private async manager(): Promise<JetStreamManager> {
    return jetstreamManager(await this.bus.ready(), { checkAPI: false, timeout: ASK_TIMEOUT_MS });
  }

  private async ask(): Promise<Behind[]> {
    const jsm = await this.manager();
    return Promise.all(
      this.durables().map(async (durable) => ({
        durable,
        behind: await this.behindOf(jsm, durable).catch(() => this.silent(durable)),
      })),
    );
  }

  private async behindOf(jsm: JetStreamManager, durable: string): Promise<number> {
    const info = await jsm.consumers.info(streamName(this.options.district), durable);
    this.silentSince.delete(durable);
    return unapplied(info);
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

type Left = Pick<ConsumerInfo, 'num_pending' | 'num_ack_pending'>;

const unapplied = ({ num_pending, num_ack_pending }: Left): number => num_pending + num_ack_pending;

/** True when nothing up to a position is left; what came after it may be. Pure. */
export const hasApplied = (info: Left & { ack_floor: { stream_seq: number } }, position: number): boolean =>
  unapplied(info) === 0 || info.ack_floor.stream_seq >= position;

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
