import { eventOfType, parseEvent, TicketClosed, TicketOpened, TicketResolved } from '@gridwhistle/contracts';
import { Progress, type EventPage } from '@gridwhistle/messaging';
import { Database, InternalClient, inTicketSpan, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { followedOf, hasLeftParts, sinceMerge } from './domain/following.js';
import { HotlineOrderStore } from './hotline-order.store.js';
import { OF_TICKETS, TicketNotes, type OfTicket, type TicketTold } from './ticket.notes.js';

const PAUSE_MS = 1_000;
const AT_ONCE = 20;

/** Asks dispatch what became of the tickets that orders were merged into: their events may have come before the merge. */
@Injectable()
export class MergeWorker {
  private readonly loop: WorkerLoop;

  constructor(
    private readonly database: Database,
    private readonly client: InternalClient,
    private readonly orders: HotlineOrderStore,
    private readonly notes: TicketNotes,
    progress: Progress,
    workers: Workers,
  ) {
    this.loop = workers.loop('Merges', PAUSE_MS, () => this.work());
    progress.addBacklog(() => this.orders.countUnasked(this.database.source.manager));
  }

  private async work(): Promise<boolean> {
    const orders = await this.orders.unasked(this.database.source.manager, AT_ONCE);
    for (const { ticketId, mergedInto } of orders) if (mergedInto !== null) await this.ask({ ticketId, mergedInto });
    return orders.length === AT_ONCE;
  }

  private async ask(merged: Merged): Promise<void> {
    const whole = await this.wholeOf(merged.mergedInto);
    await inTicketSpan('hotline-order.follow', { ticketId: merged.ticketId }, async () => {
      // Written before its events are asked for: those that arrive from now on wait for the order's row.
      await this.database.transaction((tx) => this.orders.followWhole(tx, merged, whole));
      await this.database.transaction((tx) => this.catchUp(tx, merged));
    });
  }

  /** The whole that is followed for a part, unless it ended before that; null for a ticket that is no part. */
  private async wholeOf(ticketId: string): Promise<string | null> {
    const opened = (await this.eventsOf(ticketId)).find(({ event }) => event instanceof TicketOpened);
    const whole = (opened?.event as TicketOpened | undefined)?.partOf ?? null;
    return whole !== null && (await this.eventsOf(whole)).some(({ event }) => isLeaving(event)) ? null : whole;
  }

  /** The order's row is locked while its owner is asked: no event of the ticket passes by meanwhile. */
  private async catchUp(tx: EntityManager, { ticketId, mergedInto }: Merged): Promise<void> {
    const order = await this.orders.lock(tx, { ticketId });
    // Merged further meanwhile: that one is asked of next.
    if (order?.mergedInto !== mergedInto || order.mergedSequence !== null) return;
    const followed = followedOf(order);
    const events = await this.eventsOf(followed);
    const mergedAt = order.mergedAt ?? new Date(0);
    const change = { mergedSequence: events.at(-1)?.sequence ?? 0 };
    await this.orders.update(tx, ticketId, change);
    Object.assign(order, change);
    const { known, news } = sinceMerge(events.flatMap(noted), mergedAt);
    for (const told of known) await this.notes.follow(order, { ...told, tx });
    // Its own merge is the last of it that concerns anybody.
    for (const told of news) {
      if (followedOf(order) === followed) await this.notes.note(order, { ...told, tx, at: later(told.at, mergedAt) });
    }
  }

  private async eventsOf(ticketId: string): Promise<Logged[]> {
    const { events } = await this.client.get<EventPage>('dispatch', `/internal/events/ticket/${ticketId}`);
    return events.flatMap(({ envelope: { type, data, sequence, time } }) => {
      const contract = eventOfType(type);
      const event = contract ? [parseEvent(contract, data)] : [];
      return event.map((each) => ({ event: each, sequence: Number(sequence), at: new Date(time) }));
    });
  }
}

type Merged = { readonly ticketId: string; readonly mergedInto: string };

/** An event as dispatch logged it. */
interface Logged {
  readonly event: object;
  readonly sequence: number;
  readonly at: Date;
}

const isLeaving = (event: object): boolean => event instanceof TicketClosed && hasLeftParts(event.outcome);

/** What an order notes of it. */
function noted({ event, ...logged }: Logged): (Omit<TicketTold, 'tx'> & { isResult: boolean })[] {
  if (!OF_TICKETS.some((cls) => event instanceof cls)) return [];
  return [
    { ...logged, event: event as OfTicket, isResult: event instanceof TicketResolved || event instanceof TicketClosed },
  ];
}

/** A result that stood at the merge is news from then on. */
const later = (one: Date, other: Date): Date => (one > other ? one : other);
