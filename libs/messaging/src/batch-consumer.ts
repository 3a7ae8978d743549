import { setTimeout as delay } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { Logger } from '@nestjs/common';
import { Alarm } from './alarm.js';
import type { Applier } from './applier.js';
import type { Arrival, Reader } from './arrival.js';
import type { Gaps } from './gap.js';
import type { Inbox } from './inbox.js';
import type { MessagingMetrics } from './metrics.js';
import { Pace } from './pace.js';
import { MAX_STARTS, type Starts } from './starts.js';
import { isNobodysFault } from './trouble.js';
import { WaitingRoom, type EarlyArrival } from './waiting-room.js';

const BATCH = 200;
/** More early messages than this go back to the stream for a while. */
const MAX_WAITING = 500;
const OVERFLOW_DELAY_MS = 2_000;
const LOOK_MS = 100;
const IDLE_MS = 1_000;
const AWAY_MS = 500;
const FIRST_RETRY_MS = 200;

/** The parts of one durable's consumer. */
export interface ConsumerParts {
  name: string;
  inbox: Inbox;
  reader: Reader;
  applier: Applier;
  starts: Starts;
  gaps: Gaps;
  metrics: MessagingMetrics;
  /** Rounds begin this far apart at least. */
  paceMs: number;
}

/** Works off one durable: batches first, one by one when a batch fails, alone and counted what came before. */
export class BatchConsumer {
  private readonly log: Logger;
  private readonly alarm = new Alarm();
  private readonly room = new WaitingRoom();
  private readonly pace: Pace;
  private fetched: Arrival[] = [];
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ConsumerParts) {
    this.log = new Logger(parts.name);
    this.pace = new Pace(parts.paceMs);
  }

  get waiting(): number {
    return this.room.size;
  }

  start(): void {
    this.parts.inbox.start(() => this.alarm.ring());
    this.loop = this.run();
  }

  /** Finishes the batch, acknowledges it, gives back the rest. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.alarm.ring();
    await this.loop;
    await this.parts.inbox.stop();
  }

  private async run(): Promise<void> {
    const { inbox, reader } = this.parts;
    while (!this.stopping) {
      if (inbox.size === 0 && this.fetched.length === 0) await this.alarm.wait(this.room.size > 0 ? LOOK_MS : IDLE_MS);
      await this.pace.next();
      const came = inbox.take(BATCH).map((message) => reader.fromMessage(message));
      const arrivals = [...this.fetched.splice(0), ...this.room.arrivals(), ...came];
      if (arrivals.length > 0) await this.patiently(arrivals);
      this.fillGaps();
    }
  }

  /** The database may be away for an hour: the arrivals are kept, and nothing is counted against them. */
  private async patiently(arrivals: Arrival[]): Promise<void> {
    for (let open = arrivals; !this.stopping; open = open.filter(({ done }) => !done)) {
      try {
        await this.round(open);
        return;
      } catch (error) {
        this.log.warn(`waits: ${(error as Error).message}`);
        await delay(AWAY_MS);
      }
    }
  }

  private async round(arrivals: Arrival[]): Promise<void> {
    const isAlone = ({ again, handler, fault }: Arrival): boolean => again && !!handler && fault === undefined;
    const early: Arrival[] = [];
    for (const arrival of arrivals.filter(isAlone)) early.push(...(await this.alone(arrival)));
    const batch = arrivals.filter((arrival) => !isAlone(arrival));
    if (batch.length > 0) early.push(...(await this.together(batch)));
    this.room.update(early, performance.now());
    for (const arrival of this.room.overflow(MAX_WAITING)) this.giveBack(arrival, OVERFLOW_DELAY_MS);
    this.parts.metrics.held.set({ consumer: this.parts.name }, this.room.size);
  }

  private async together(batch: Arrival[]): Promise<Arrival[]> {
    try {
      const early = await this.parts.applier.apply(batch);
      this.acknowledge(batch);
      return early;
    } catch (error) {
      if (isNobodysFault(error)) throw error;
      if (batch.length > 1) this.log.warn(`a batch of ${batch.length} was undone: ${(error as Error).message}`);
    }
    const early: Arrival[] = [];
    for (const arrival of batch) early.push(...(await this.single(arrival)));
    return early;
  }

  /** A redelivered event that the gate lets in: its start is counted before it runs; not again while the process lives. */
  private async alone(arrival: Arrival): Promise<Arrival[]> {
    arrival.start ??= await this.parts.starts.begin(arrival);
    const { start } = arrival;
    if (start && start.starts > MAX_STARTS) {
      arrival.fault = `started ${MAX_STARTS} times: ${start.error ?? 'the process ended each time'}`;
    }
    return this.single(arrival);
  }

  private async single(arrival: Arrival): Promise<Arrival[]> {
    try {
      const early = await this.parts.applier.apply([arrival]);
      this.acknowledge([arrival]);
      return early;
    } catch (error) {
      if (isNobodysFault(error)) throw error;
      await this.failed(arrival, error as Error);
      return [];
    }
  }

  private async failed(arrival: Arrival, error: Error): Promise<void> {
    const { name, starts, applier, metrics } = this.parts;
    metrics.failures.inc({ consumer: name });
    const start = await starts.fail(arrival, error.message);
    arrival.again = true;
    if (start.starts >= MAX_STARTS) {
      arrival.fault = `failed ${start.starts} times: ${error.message}`;
      await applier.apply([arrival]);
      this.acknowledge([arrival]);
      return;
    }
    this.log.warn(`${arrival.type} ${arrival.id} failed (${start.starts} of ${MAX_STARTS}): ${error.message}`);
    this.giveBack(arrival, FIRST_RETRY_MS * 2 ** start.starts);
  }

  private acknowledge(arrivals: readonly Arrival[]): void {
    for (const { done, fault, message, type, id } of arrivals) {
      if (!done) continue;
      if (fault !== undefined) this.log.error(`parked ${type || 'a message'} ${id}: ${fault}`);
      if (message) this.parts.inbox.acknowledge(message);
    }
  }

  /** The stream delivers it again after the delay; until then its gap is not asked for. */
  private giveBack(arrival: Arrival, milliseconds: number): void {
    arrival.done = true;
    this.room.remove(arrival);
    if (arrival.message) this.parts.inbox.giveBack(arrival.message, milliseconds);
    if (arrival.place) this.room.postpone(arrival.place.key, performance.now() + milliseconds + FIRST_RETRY_MS);
  }

  /** Asks owners in the background: one that is away holds up only its own aggregates. */
  private fillGaps(): void {
    for (const early of this.room.overdue(performance.now())) void this.fillGap(early);
  }

  private async fillGap(early: EarlyArrival): Promise<void> {
    const { key } = early.place;
    try {
      const missing = await this.parts.gaps.fetch(early);
      this.fetched.push(...missing);
      this.alarm.ring();
    } catch (error) {
      this.log.warn(`cannot fetch what is missing of ${key}: ${(error as Error).message}`);
    }
  }
}
