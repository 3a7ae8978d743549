import {
  HotlineOrderCalledBack,
  HotlineOrderReceived,
  make,
  type HotlineCallBack,
  type HotlineCallBackAccepted,
  type HotlineOrder,
  type HotlineOrderAccepted,
} from '@gridwhistle/contracts';
import { DomainError, refuseIfAny } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { afterCommit, Database, databaseNow, inTicketSpan, startTicketRoot, withSpan } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { SealedWords } from './words.js';

/** `fresh`: the first time; else a repeat gets the first answer again. */
export interface Taken<Answer> {
  answer: Answer;
  fresh: boolean;
}

/** What the hotline hands over; its messages may come twice. */
@Injectable()
export class HotlineOrderCommands {
  constructor(
    private readonly database: Database,
    private readonly orders: HotlineOrderStore,
    private readonly words: SealedWords,
  ) {}

  /**
   * Takes a work order and mints its ticket. The same number again is the same order; with other content it is kept as
   * a contradiction and refused.
   * @throws hotline-order.contradiction
   */
  async receive(order: HotlineOrder, messageId: string): Promise<Taken<HotlineOrderAccepted>> {
    refuseIfAny('input.invalid', '1 problem(s) in the input', halfPlace(order));
    const digest = this.words.digest(order);
    const taken = await this.database.transaction(async (tx) => {
      const row = rowOf(order, { digest, words: this.words.seal(order), now: await databaseNow(tx) });
      // Waits for a twin that is being written at this moment.
      if (!(await this.orders.insert(tx, row))) return this.repeat(tx, row, messageId);
      await this.announce(tx, row);
      return { answer: answerOf(row), fresh: true };
    });
    if (taken) return taken;
    throw new DomainError('hotline-order.contradiction', `order ${order.number} was received with other content`);
  }

  /** What the caller said; the same message again is answered alike. Throws hotline-order.unknown, -.contradiction. */
  async callBack(number: string, said: HotlineCallBack, messageId: string): Promise<Taken<HotlineCallBackAccepted>> {
    const other = said.number === number ? [] : [{ field: 'number', message: 'is not the number in the address' }];
    refuseIfAny('input.invalid', '1 problem(s) in the input', other);
    return this.database.transaction(async (tx) => {
      const order = await this.orders.lock(tx, { number });
      if (!order) throw new DomainError('hotline-order.unknown', `there is no order ${number}`);
      const { ticketId } = order;
      const fresh = await this.isFresh(tx, messageId, ticketId, this.words.digest(said));
      if (fresh)
        await inTicketSpan('hotline-order.call-back', { ticketId }, () => this.record(tx, order, said, messageId));
      return { answer: { number, ticketId }, fresh };
    });
  }

  private async announce(tx: EntityManager, row: HotlineOrderRow): Promise<void> {
    const { ticketId, severity, confidential, receivedAt } = row;
    const root = startTicketRoot('hotline-order.receive', { ticketId });
    const event = make(HotlineOrderReceived, { ticketId, severity, confidential });
    const sequence = await withSpan(root, () => publish(tx, aggregateOf(row), [event], receivedAt));
    await this.orders.update(tx, ticketId, { sequence });
    // A span is told of only when there is a ticket.
    afterCommit(tx, () => root.end());
  }

  /** The first answer again; undefined for a contradiction, which is recorded. */
  private async repeat(
    tx: EntityManager,
    came: HotlineOrderRow,
    messageId: string,
  ): Promise<Taken<HotlineOrderAccepted> | undefined> {
    const known = await this.orders.findByNumber(tx, came.number);
    if (!known) throw new DomainError('unavailable', 'the order is being received at this moment');
    if (known.digest.equals(came.digest)) return { answer: answerOf(known), fresh: false };
    const { ticketId, words, receivedAt: at } = { ...came, ticketId: known.ticketId };
    await this.orders.insertContradiction(tx, { id: v7({ msecs: at.getTime() }), ticketId, messageId, words, at });
    return undefined;
  }

  private async isFresh(tx: EntityManager, messageId: string, ticketId: string, digest: Buffer): Promise<boolean> {
    const known = await this.orders.findCallBack(tx, messageId);
    if (!known) return true;
    if (known.ticketId === ticketId && known.digest.equals(digest)) return false;
    throw new DomainError('hotline-order.contradiction', 'this message id was used with other content');
  }

  private async record(
    tx: EntityManager,
    order: HotlineOrderRow,
    said: HotlineCallBack,
    messageId: string,
  ): Promise<void> {
    const { ticketId } = order;
    const at = await databaseNow(tx);
    await this.orders.insertCallBack(tx, { messageId, ticketId, digest: this.words.digest(said), at });
    const sequence = await publish(
      tx,
      aggregateOf(order),
      [make(HotlineOrderCalledBack, calledBackOf(order, said))],
      at,
    );
    await this.orders.update(tx, ticketId, { sequence });
  }
}

/** What `publish` needs of a hotline order; no unit holds it. */
export const aggregateOf = ({ ticketId, sequence }: Pick<HotlineOrderRow, 'ticketId' | 'sequence'>) => ({
  entity: 'hotline-order',
  id: ticketId,
  sequence,
  ticketId,
  unit: null,
});

const halfPlace = ({ longitude, latitude }: HotlineOrder) => {
  if ((longitude === undefined) === (latitude === undefined)) return [];
  return [
    { field: longitude === undefined ? 'longitude' : 'latitude', message: 'longitude and latitude come together' },
  ];
};

function rowOf(
  order: HotlineOrder,
  { digest, words, now }: { digest: Buffer; words: string; now: Date },
): HotlineOrderRow {
  return {
    ticketId: v7({ msecs: now.getTime() }),
    number: order.number,
    digest,
    words,
    severity: order.severity ?? 'normal',
    confidential: order.confidential ?? false,
    state: 'reported',
    round: 0,
    dueAt: null,
    receivedAt: now,
    sequence: 0,
  };
}

const answerOf = ({ number, ticketId, receivedAt }: HotlineOrderRow): HotlineOrderAccepted => ({
  number,
  ticketId,
  receivedAt: receivedAt.toISOString(),
});

function calledBackOf({ ticketId, round }: HotlineOrderRow, said: HotlineCallBack): HotlineOrderCalledBack {
  const { reached, solved } = said;
  const satisfaction = said.satisfaction === undefined ? {} : { satisfaction: said.satisfaction };
  const responded = said.responded ?? reached;
  return { ticketId, round: Math.max(1, round), effective: reached, responded, solved, ...satisfaction };
}
