import { HotlineOrderReceived, make, type HotlineOrder, type HotlineOrderAccepted } from '@gridwhistle/contracts';
import { DomainError, refuseIfAny } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { afterCommit, Database, databaseNow, startTicketRoot, withSpan } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { decideHardCase } from './domain/mode.js';
import { refuseOthers } from './domain/said.js';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { SealedWords } from './words.js';

/** `fresh`: the first time; else a repeat gets the first answer again. */
export interface Taken<Answer> {
  answer: Answer;
  fresh: boolean;
}

/** How a message came: its id, and the platform whose mapping it passed; none for the bridge's own format. */
export interface Sender {
  messageId: string;
  platform?: string | undefined;
}

/** What the hotline hands over; its messages may come twice. */
@Injectable()
export class HotlineOrderCommands {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly orders: HotlineOrderStore,
    private readonly words: SealedWords,
  ) {}

  /**
   * Takes a work order and mints its ticket. The same number again is the same order; with other content it is kept as
   * a contradiction and refused.
   * @throws hotline-order.contradiction, hotline-order.other-platform, hotline-order.not-a-hard-case
   */
  async receive(order: HotlineOrder, { messageId, platform }: Sender): Promise<Taken<HotlineOrderAccepted>> {
    refuseIfAny('input.invalid', '1 problem(s) in the input', halfPlace(order));
    const hardCase = decideHardCase(this.registry.current().hotlineMode, order.hardCase);
    const [digest, words] = [this.words.digest(order), this.words.seal({ ...order, hardCase })];
    const taken = await this.database.transaction(async (tx) => {
      const row = rowOf(order, { digest, words, platform: platform ?? null, now: await databaseNow(tx) });
      // Waits for a twin that is being written at this moment.
      if (!(await this.orders.insert(tx, row))) return this.repeat(tx, row, messageId);
      await this.announce(tx, row);
      return { answer: answerOf(row), fresh: true };
    });
    if (taken) return taken;
    throw new DomainError('hotline-order.contradiction', `order ${order.number} was received with other content`);
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
    refuseOthers(came.number, known.platform, came.platform);
    if (known.digest.equals(came.digest)) return { answer: answerOf(known), fresh: false };
    const { ticketId, words, receivedAt: at } = { ...came, ticketId: known.ticketId };
    await this.orders.insertContradiction(tx, { id: v7({ msecs: at.getTime() }), ticketId, messageId, words, at });
    return undefined;
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
  { now, ...sealed }: Pick<HotlineOrderRow, 'digest' | 'words' | 'platform'> & { now: Date },
): HotlineOrderRow {
  return {
    ticketId: v7({ msecs: now.getTime() }),
    number: order.number,
    ...sealed,
    severity: order.severity ?? 'normal',
    confidential: order.confidential ?? false,
    state: 'reported',
    round: 0,
    dueAt: null,
    receivedAt: now,
    withdrawalAskedAt: null,
    mergedInto: null,
    mergedAt: null,
    mergedWhole: null,
    mergedSequence: null,
    sequence: 0,
  };
}

const answerOf = ({ number, ticketId, receivedAt }: HotlineOrderRow): HotlineOrderAccepted => ({
  number,
  ticketId,
  receivedAt: receivedAt.toISOString(),
});
