import { eventOfType, parseEvent, TicketResolved } from '@gridwhistle/contracts';
import { Progress, type EventPage } from '@gridwhistle/messaging';
import { Database, InternalClient, inTicketSpan, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sinceMerge } from './domain/following.js';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
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
    for (const { ticketId, mergedInto } of orders) if (mergedInto !== null) await this.ask(ticketId, mergedInto);
    return orders.length === AT_ONCE;
  }

  private async ask(ticketId: string, into: string): Promise<void> {
    const page = await this.client.get<EventPage>('dispatch', `/internal/events/ticket/${into}`);
    await inTicketSpan('hotline-order.follow', { ticketId }, () =>
      this.database.transaction(async (tx) => {
        const order = await this.orders.lock(tx, { ticketId });
        // Merged further meanwhile: that one is asked of next.
        if (order?.mergedInto === into && order.mergedSequence === null) await this.catchUp(tx, order, page);
      }),
    );
  }

  private async catchUp(tx: EntityManager, order: HotlineOrderRow, page: EventPage): Promise<void> {
    const { ticketId, mergedInto } = order;
    const mergedAt = order.mergedAt ?? new Date(0);
    const mergedSequence = Number(page.events.at(-1)?.envelope.sequence ?? 0);
    await this.orders.update(tx, ticketId, { mergedSequence });
    const { known, news } = sinceMerge(toldOf(tx, page), mergedAt);
    for (const told of known) await this.notes.follow(order, told);
    // Its own merge is the last of it that concerns anybody.
    for (const told of news) {
      if (order.mergedInto === mergedInto) await this.notes.note(order, { ...told, at: later(told.at, mergedAt) });
    }
  }
}

function toldOf(tx: EntityManager, { events }: EventPage): (TicketTold & { isResult: boolean })[] {
  return events.flatMap(({ envelope: { type, data, sequence, time } }) => {
    const contract = eventOfType(type);
    if (!contract || !OF_TICKETS.some((cls) => cls === contract.cls)) return [];
    const event = parseEvent(contract, data) as OfTicket;
    return [{ tx, event, sequence: Number(sequence), at: new Date(time), isResult: event instanceof TicketResolved }];
  });
}

/** A result that stood at the merge is news from then on. */
const later = (one: Date, other: Date): Date => (one > other ? one : other);
