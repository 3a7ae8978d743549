import {
  HotlineOrderCalledBack,
  HotlineOrderUrged,
  HotlineOrderWithdrawalAsked,
  make,
  type HotlineCallBack,
  type HotlineSaidAccepted,
  type HotlineUrge,
  type HotlineWithdrawal,
} from '@gridwhistle/contracts';
import { DomainError, refuseIfAny } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, databaseNow, inTicketSpan } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import {
  askedAbout,
  refuseOthers,
  refuseWhenClosed,
  refuseWhenMerged,
  refuseWhenResolved,
  refuseWithoutResult,
  type AskedAbout,
} from './domain/said.js';
import { aggregateOf, type Sender, type Taken } from './hotline-order.commands.js';
import { HotlineOrderStore, type HotlineOrderRow, type SaidRow } from './hotline-order.store.js';
import { SealedWords } from './words.js';

type Said = HotlineCallBack | HotlineUrge | HotlineWithdrawal;
type Answer = Taken<HotlineSaidAccepted>;

/** One message about an order, its row locked. */
interface Message {
  readonly order: HotlineOrderRow;
  readonly said: Said;
  readonly row: SaidRow;
}

/**
 * What the hotline says about an order that it handed over. The same message again is answered alike; every act throws
 * hotline-order.unknown, hotline-order.other-platform, and hotline-order.contradiction for a message id that was used
 * with other content.
 */
@Injectable()
export class HotlineSaidCommands {
  constructor(
    private readonly database: Database,
    private readonly orders: HotlineOrderStore,
    private readonly words: SealedWords,
  ) {}

  /**
   * What the caller said about a result. The first effective call-back of a round stands: the same answer again is a
   * repeat, another one is kept as a contradiction and refused. One that comes before the result binds nobody.
   * Throws hotline-order.no-result for such a one where it is wanted of a result only.
   */
  callBack(number: string, said: HotlineCallBack, sender: Sender, ofResultOnly = false): Promise<Answer> {
    return this.take('call-back', number, said, sender, async (tx, message) => {
      const about = askedAbout(message.order, said.round);
      if (ofResultOnly) refuseWithoutResult(about);
      const effectiveRound = said.reached && about.hasResult ? about.round : null;
      const standing = effectiveRound && (await this.orders.findEffective(tx, message.row.ticketId, effectiveRound));
      if (standing) return standing.digest.equals(message.row.digest) ? 'repeat' : 'contradiction';
      await this.record(
        tx,
        { ...message, row: { ...message.row, effectiveRound } },
        calledBackOf(said, about, message.order),
      );
      return 'fresh';
    });
  }

  /** The hotline presses for the order, each time anew. Throws lifecycle.wrong-transition when it is closed. */
  urge(number: string, said: HotlineUrge, sender: Sender): Promise<Answer> {
    return this.take('urge', number, said, sender, async (tx, message) => {
      const { ticketId, mergedInto, round } = message.order;
      refuseWhenClosed(message.order);
      // Whoever holds the matter is pressed, by now perhaps in another ticket.
      await this.record(tx, message, make(HotlineOrderUrged, { ticketId: mergedInto ?? ticketId, round }));
      return 'fresh';
    });
  }

  /** Asks to withdraw, once; the ticket's owner rules. Throws lifecycle.wrong-transition when it is closed or merged, report.withdrawal-closed when it has a result. */
  withdraw(number: string, said: HotlineWithdrawal, sender: Sender): Promise<Answer> {
    return this.take('withdrawal', number, said, sender, async (tx, message) => {
      const { ticketId, withdrawalAskedAt } = message.order;
      if (withdrawalAskedAt) return 'repeat';
      refuseWhenClosed(message.order);
      refuseWhenResolved(message.order);
      refuseWhenMerged(message.order);
      await this.record(tx, message, make(HotlineOrderWithdrawalAsked, { ticketId }));
      await this.orders.update(tx, ticketId, { withdrawalAskedAt: message.row.at });
      return 'fresh';
    });
  }

  /** Decides on a message under the order's lock; a contradiction is written down before it is refused. */
  private async take(
    kind: SaidRow['kind'],
    number: string,
    said: Said,
    { messageId, platform }: Sender,
    decide: (tx: EntityManager, message: Message) => Promise<'fresh' | 'repeat' | 'contradiction'>,
  ): Promise<Answer> {
    const other = said.number === number ? [] : [{ field: 'number', message: 'is not the number in the address' }];
    refuseIfAny('input.invalid', '1 problem(s) in the input', other);
    const { ticketId, outcome } = await this.database.transaction(async (tx) => {
      const order = await this.orders.lock(tx, { number });
      if (!order) throw new DomainError('hotline-order.unknown', `there is no order ${number}`);
      refuseOthers(number, order.platform, platform ?? null);
      const message = { order, said, row: await this.rowOf(tx, order, { kind, said, messageId }) };
      const outcome = (await this.known(tx, message.row)) ?? (await inSpan(message, () => decide(tx, message)));
      if (outcome === 'contradiction') await this.contradict(tx, message);
      return { ticketId: order.ticketId, outcome };
    });
    if (outcome !== 'contradiction') return { answer: { number, ticketId }, fresh: outcome === 'fresh' };
    throw new DomainError('hotline-order.contradiction', `the hotline said something else about ${number} before`);
  }

  private async known(tx: EntityManager, { messageId, ticketId, digest }: SaidRow) {
    const known = await this.orders.findSaid(tx, messageId);
    if (!known) return undefined;
    return known.ticketId === ticketId && known.digest.equals(digest) ? 'repeat' : 'contradiction';
  }

  private async rowOf(
    tx: EntityManager,
    { ticketId }: HotlineOrderRow,
    { kind, said, messageId }: Pick<SaidRow, 'kind' | 'messageId'> & { said: Said },
  ): Promise<SaidRow> {
    const words = 'reason' in said ? this.words.seal(said) : null;
    const digest = this.words.digest(said);
    return { messageId, ticketId, kind, digest, effectiveRound: null, words, at: await databaseNow(tx) };
  }

  private async record(tx: EntityManager, { order, row }: Message, event: object): Promise<void> {
    await this.orders.insertSaid(tx, row);
    const sequence = await publish(tx, aggregateOf(order), [event], row.at);
    await this.orders.update(tx, order.ticketId, { sequence });
  }

  private async contradict(tx: EntityManager, { said, row: { ticketId, messageId, at } }: Message): Promise<void> {
    const words = this.words.seal(said);
    await this.orders.insertContradiction(tx, { id: v7({ msecs: at.getTime() }), ticketId, messageId, words, at });
  }
}

const inSpan = <T>({ row: { kind, ticketId } }: Message, work: () => Promise<T>): Promise<T> =>
  inTicketSpan(`hotline-order.${kind}`, { ticketId }, work);

function calledBackOf(
  said: HotlineCallBack,
  { round }: AskedAbout,
  { ticketId }: HotlineOrderRow,
): HotlineOrderCalledBack {
  const { reached, solved } = said;
  const satisfaction = said.satisfaction === undefined ? {} : { satisfaction: said.satisfaction };
  const responded = said.responded ?? reached;
  return make(HotlineOrderCalledBack, { ticketId, round, effective: reached, responded, solved, ...satisfaction });
}
