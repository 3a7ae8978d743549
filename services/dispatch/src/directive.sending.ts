import type { Clock } from '@gridwhistle/clocks';
import { afterCommit, startTicketRoot } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { trace, type Span } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { contextOf } from './call.js';
import { remindReceipt, voidReceipt } from './domain/answering.js';
import type { Directive } from './domain/directive.js';
import type { Decided } from './domain/fact.js';
import { issueReceipt } from './domain/issuing.js';
import { OPEN_STATES, OWING_STATES, type Receipt } from './domain/receipt.js';
import type { Target } from './domain/targets.js';
import type { Moment } from './matter.changes.js';
import { ReceiptStore } from './receipt.store.js';

export interface Issue {
  readonly directive: Directive;
  readonly targets: readonly Target[];
  readonly signClock: Clock;
}

/** Receipts that are written by one statement a table: what is in memory at a time. */
const PIECE = 2_000;
/** Below every id. */
const START = '00000000-0000-0000-0000-000000000000';

/** What is done to all receipts of a directive, piece by piece in the directive's own transaction. */
@Injectable()
export class DirectiveSending {
  constructor(private readonly receipts: ReceiptStore) {}

  /** A receipt for each target. */
  async send(tx: EntityManager, { directive, targets, signClock }: Issue, at: Moment): Promise<void> {
    const msecs = at.now.getTime();
    const cause = trace.getActiveSpan();
    for (let from = 0; from < targets.length; from += PIECE) {
      const piece = targets.slice(from, from + PIECE);
      const made = piece.map((target) => issueReceipt(directive, target, signClock, v7({ msecs })));
      await this.receipts.addMany(tx, directive, made, at);
      const roots = made.map(({ next }) => rootOf(next, cause));
      afterCommit(tx, () => roots.forEach((root) => root.end()));
    }
  }

  /** The directive was revoked. */
  async voidOpen(tx: EntityManager, directive: Directive, at: Moment): Promise<void> {
    const context = contextOf(at.rules, at.now, undefined);
    await this.each(tx, directive, OPEN_STATES, (receipt) => voidReceipt(receipt, context), at);
  }

  /** Tells how many were reminded. */
  remindOwing(tx: EntityManager, directive: Directive, at: Moment): Promise<number> {
    return this.each(tx, directive, OWING_STATES, remindReceipt, at);
  }

  private async each(
    tx: EntityManager,
    directive: Directive,
    states: readonly string[],
    decide: (receipt: Receipt) => Decided<Receipt>,
    at: Moment,
  ): Promise<number> {
    let count = 0;
    for (let after = START; ;) {
      const page = await this.receipts.page(tx, directive.id, states, after, PIECE);
      const decisions = page.map((stored) => ({ stored, directive, decided: decide(stored.receipt) }));
      await this.receipts.saveMany(tx, decisions, at);
      count += page.length;
      if (page.length < PIECE) return count;
      after = page.at(-1)?.receipt.id ?? after;
    }
  }
}

/** Each receipt is a trace of its own, linked to its directive's. */
function rootOf({ id, unit, tier }: Receipt, cause: Span | undefined): Span {
  const links = cause ? [{ context: cause.spanContext() }] : [];
  return startTicketRoot('receipt.issue', { ticketId: id, entity: 'receipt', unit, tier, links });
}
