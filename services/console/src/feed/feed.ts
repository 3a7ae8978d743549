import { EventEmitter } from 'node:events';
import { Database } from '@gridwhistle/platform';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Scope } from '../domain/scope.js';
import type { LedgerEvent } from '../ledger/ledger.store.js';
import { LedgerEvents } from '../ledger/ledger.store.js';

/** An event of the live feed with who may see it. */
export interface FeedEvent {
  event: LedgerEvent;
  /** Id as a number, for comparing. */
  id: number;
  scopes: Scope[];
}

const PAGE = 200;
/** Newest events kept in memory, so that many listeners cost one query. */
const KEPT = 1_000;
/** Another instance may write the ledger: without a wake-up the feed looks by itself. */
const LOOK_MS = 1_000;

/** The ledger's events as they come. Every listener reads at its own pace; nothing is queued for a slow one. */
@Injectable()
export class Feed implements BeforeApplicationShutdown {
  private readonly recent: FeedEvent[] = [];
  /** Memory holds every event after this id; whoever is further behind reads from the database. */
  private from: number | undefined;
  private readonly arrivals = new EventEmitter().setMaxListeners(0);
  private arrived = 0;
  private reading: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly database: Database) {}

  /** Something was written to the ledger: whoever waits looks again. */
  wake(): void {
    this.arrived += 1;
    this.arrivals.emit('arrival');
  }

  get open(): boolean {
    return !this.stopped;
  }

  /** Listeners are let go first: HTTP closes only when nobody is being answered. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.wake();
  }

  /** Id of the newest event: where a listener starts who names no other. */
  async newest(): Promise<number> {
    const rows = await this.database.source.query<{ id: string | null }[]>('select max(id) as id from ledger_event');
    return Number(rows[0]?.id ?? 0);
  }

  /** The next events after an id, in order; waits for one, and gives none after `patience` milliseconds or when aborted. */
  async after(id: number, patience: number, gone: AbortSignal): Promise<FeedEvent[]> {
    const until = performance.now() + patience;
    for (;;) {
      const seen = this.arrived;
      const events = await this.read(id);
      const left = until - performance.now();
      if (events.length > 0 || left <= 0 || this.stopped || gone.aborted) return events;
      if (seen === this.arrived) await this.arrival(Math.min(left, LOOK_MS), gone);
    }
  }

  /** Ends with the next arrival, when the time is over or the listener is gone. */
  private arrival(milliseconds: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.arrivals.off('arrival', end);
        gone.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.arrivals.once('arrival', end);
      gone.addEventListener('abort', end);
    });
  }

  private async read(id: number): Promise<FeedEvent[]> {
    this.from ??= await this.newest();
    if (id < this.from) return this.fetch(id);
    this.reading ??= this.refresh(this.from).finally(() => (this.reading = undefined));
    await this.reading;
    return this.recent.filter((each) => each.id > id).slice(0, PAGE);
  }

  /** Takes what is new into memory, and forgets the oldest. */
  private async refresh(from: number): Promise<void> {
    for (let page = PAGE; page === PAGE;) {
      const events = await this.fetch(this.recent.at(-1)?.id ?? from);
      this.recent.push(...events);
      page = events.length;
      const forgotten = this.recent.splice(0, Math.max(0, this.recent.length - KEPT));
      this.from = forgotten.at(-1)?.id ?? this.from;
    }
  }

  private async fetch(after: number): Promise<FeedEvent[]> {
    const source = this.database.source;
    const found = source.getRepository(LedgerEvents).createQueryBuilder('e').where('e.id > :after', { after });
    const events = await found.orderBy('e.id', 'ASC').limit(PAGE).getMany();
    const tickets = [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))];
    const rows = await source.query<{ ticket_id: string; scopes: Scope[] }[]>(
      'select ticket_id, array_agg(scope) as scopes from ledger_scope where ticket_id = any($1) group by ticket_id',
      [tickets],
    );
    const scopes = new Map(rows.map((row) => [row.ticket_id, row.scopes]));
    return events.map((event) => ({ event, id: Number(event.id), scopes: scopes.get(event.ticketId ?? '') ?? [] }));
  }
}
