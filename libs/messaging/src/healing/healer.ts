import { performance } from 'node:perf_hooks';
import { Database, withPatience } from '@gridwhistle/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JetStreamManager } from '@nats-io/jetstream';
import { DataSource, type EntityManager } from 'typeorm';
import { MessagingMetrics } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { NodeBehind } from '../stream.js';
import { lastAgreeing, type Noted } from './agreement.js';
import { Doubt } from './doubt.js';
import { Notes } from './notes.js';
import { endOfLog, putBackAfter, putBackAll, type Healed } from './put-back.js';
import { StreamView } from './stream-view.js';

/** Every service is asked before the stream is dropped; who was asked and never saw it go goes back to its ordinary ways. */
const EXPECTED_MS = 30_000;

interface Part {
  part: number;
  stream_created: string;
  rebuild: boolean;
}

/**
 * Notices that the stream lost what it had acknowledged (its end, all of itself, or another server answers) and puts the
 * lost events back into the outbox; the ordinary relay does the rest. Called by whoever holds the partitions.
 */
@Injectable()
export class Healer {
  private readonly log = new Logger('Healer');
  private readonly notes: Notes;
  private readonly doubt = new Doubt();
  private expectsUntil = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly metrics: MessagingMetrics,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {
    this.notes = new Notes(dataSource);
  }

  /** The stream is about to be dropped by hand: whoever sends compares before every round, so that it is noticed at once. */
  expectAnother(): void {
    this.expectsUntil = performance.now() + EXPECTED_MS;
  }

  get expectsAnother(): boolean {
    return performance.now() < this.expectsUntil;
  }

  /**
   * Compares what was noted of these partitions with the stream. Afterwards stream and outbox hold all that is needed.
   * @throws NodeBehind while it is not sure that something is lost: nothing must be sent meanwhile, it would hide the loss
   */
  async check(jsm: JetStreamManager, parts: readonly number[]): Promise<void> {
    try {
      await this.compare(jsm, parts);
    } catch (error) {
      // Who leads next has to show it anew.
      if (!(error instanceof NodeBehind)) this.doubt.settle(PARTS);
      throw error;
    }
  }

  private async compare(jsm: JetStreamManager, parts: readonly number[]): Promise<void> {
    const view = await StreamView.open(jsm, this.options);
    const seen = await this.seen();
    const newest = await this.notes.newest(parts);
    const lost: number[] = [];
    for (const part of parts) if (!(await agrees(view, newest.get(part), seen.get(part)))) lost.push(part);
    if (lost.length === 0) return this.doubt.settle(PARTS);
    if (lost.some((part) => seen.has(part)) && !this.doubt.isOver(view, PARTS))
      throw new NodeBehind(missing(view, newest.get(lost[0] ?? 0)));
    for (const part of lost) await this.heal(view, part, newest.get(part), seen.get(part));
    this.expectsUntil = 0;
  }

  private async heal(view: StreamView, part: number, newest: Noted | undefined, seen?: Part): Promise<void> {
    const same = seen?.stream_created === view.created;
    const agreed = newest && (await lastAgreeing(await this.notes.all(part), (note) => view.agrees(note)));
    // What a stream that was dropped meanwhile does not have any more is no end that it lost.
    if (!(await view.isStill())) throw new Error(`${view.described} is gone; its successor is compared next`);
    const what = { part, created: view.created, end: await this.database.transaction(endOfLog) };
    const putBack = (tx: EntityManager): Promise<Healed> =>
      agreed || same ? putBackAfter(tx, what, agreed?.position ?? 0) : putBackAll(tx, what, seen?.rebuild ?? false);
    const healed = await withPatience(Infinity, () => this.database.transaction(putBack));
    if (healed.events > 0) this.log.warn(missing(view, newest));
    this.tell(part, healed);
  }

  private async seen(): Promise<Map<number, Part>> {
    const rows = await this.dataSource.query<Part[]>('select part, stream_created, rebuild from relay_part');
    return new Map(rows.map((row) => [row.part, row]));
  }

  private tell(part: number, { events, from }: Healed): void {
    if (events === 0) return;
    this.metrics.resent.inc(events);
    this.log.warn(`the stream lost events of partition ${part}: ${events} are sent again, from log row ${from} on`);
  }
}

const PARTS = 'partitions';

const missing = (view: StreamView, note: Noted | undefined): string =>
  `${view.described} does not have ${note ? `event ${note.eventId} at ${note.position}` : 'what it had'}`;

/** True when the stream is the one that the partition was compared with, and has what was noted last. */
async function agrees(view: StreamView, newest: Noted | undefined, seen: Part | undefined): Promise<boolean> {
  return seen?.stream_created === view.created && (!newest || (await view.agrees(newest)));
}
