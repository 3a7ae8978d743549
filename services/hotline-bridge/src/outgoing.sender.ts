import { HotlineMessageDelivered, make } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import {
  Database,
  databaseNow,
  Health,
  inTicketSpan,
  Workers,
  type Finding,
  type WorkerLoop,
} from '@gridwhistle/platform';
import { Injectable, Logger } from '@nestjs/common';
import { pauseAfter } from './domain/delivery.js';
import { HotlineClient, type Attempt } from './hotline.client.js';
import { aggregateOf } from './hotline-order.commands.js';
import { HotlineOrderStore } from './hotline-order.store.js';
import { OutgoingStore, type OutgoingRow } from './outgoing.store.js';

const AT_ONCE = 8;
const PAUSE_MS = 500;

/** Sends what is owed, each ticket's messages in order; a partner that is away loses nothing. */
@Injectable()
export class OutgoingSender {
  private readonly logger = new Logger('OutgoingSender');
  private readonly loop: WorkerLoop;

  constructor(
    private readonly database: Database,
    private readonly orders: HotlineOrderStore,
    private readonly outgoing: OutgoingStore,
    private readonly client: HotlineClient,
    health: Health,
    workers: Workers,
  ) {
    this.loop = workers.loop('OutgoingSender', PAUSE_MS, () => this.work());
    health.add('hotline', () => this.finding());
  }

  wake(): void {
    this.loop.wake();
  }

  private async work(): Promise<boolean> {
    if (!this.client.hasPartner) return false;
    const rows = await this.database.transaction((tx) => this.outgoing.take(tx, AT_ONCE));
    const settled = await Promise.all(rows.map((row) => this.deliver(row)));
    // A message that is settled makes room for the next one of its ticket.
    return settled.includes(true);
  }

  /** True when the message needs no further attempt. What fails here, such as the database, comes up again by itself. */
  private async deliver(row: OutgoingRow): Promise<boolean> {
    try {
      return await this.attempt(row);
    } catch (error) {
      this.logger.warn(error);
      return false;
    }
  }

  private attempt(row: OutgoingRow): Promise<boolean> {
    const { ticketId, traceparent, message } = row;
    const span = { ticketId, traceparent, attributes: { 'hotline.message': message, 'hotline.attempt': row.attempts } };
    return inTicketSpan('hotline-message.send', span, async () => {
      const order = await this.orders.find(this.database.source.manager, ticketId);
      const attempt = await this.client.send(row, order ?? { number: '', platform: null });
      await this.note(row, attempt);
      return attempt.settlement !== 'retry';
    });
  }

  private async note(row: OutgoingRow, { settlement, reason }: Attempt): Promise<void> {
    if (settlement === 'delivered') return this.markDelivered(row);
    if (settlement === 'silent') return this.settle(row.id, { state: 'silent', reason });
    this.logger.warn({ msg: `message ${row.id} not delivered`, settlement, attempts: row.attempts });
    if (settlement === 'parked') return this.settle(row.id, { state: 'parked', reason });
    await this.database.transaction((tx) => this.outgoing.later(tx, row.id, pauseAfter(row.attempts), reason));
  }

  private async settle(id: string, change: Partial<OutgoingRow>): Promise<void> {
    await this.database.transaction((tx) => this.outgoing.settle(tx, id, change));
  }

  private async markDelivered({ id, ticketId, message, round }: OutgoingRow): Promise<void> {
    await this.database.transaction(async (tx) => {
      const order = await this.orders.lock(tx, { ticketId });
      const now = await databaseNow(tx);
      const ours = await this.outgoing.settle(tx, id, { state: 'delivered', deliveredAt: now, reason: null });
      if (!order || !ours) return;
      const event = make(HotlineMessageDelivered, { ticketId, message, round });
      const sequence = await publish(tx, aggregateOf(order), [event], now);
      await this.orders.update(tx, ticketId, { sequence });
    });
  }

  /** A partner that is away or missing is told, and is no reason to take the service out. */
  private async finding(): Promise<Finding> {
    const { owed, parked } = await this.outgoing.summary(this.database.source.manager);
    const partner = this.client.hasPartner ? '' : 'no GW_HOTLINE_URL, nothing is sent; ';
    return { ok: true, detail: `${partner}${owed} owed, ${parked} parked` };
  }
}
