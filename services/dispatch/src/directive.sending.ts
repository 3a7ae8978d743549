import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@gridwhistle/clocks';
import { idsInOrder } from '@gridwhistle/messaging';
import { afterCommit, startTicketRoot, tracesAreHeard } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { trace, type Span } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import { contextOf } from './call.js';
import { remindReceipt, voidReceipt } from './domain/answering.js';
import type { Directive } from './domain/directive.js';
import type { Decided } from './domain/fact.js';
import { issueReceipt } from './domain/issuing.js';
import { OPEN_STATES, OWING_STATES, type Receipt } from './domain/receipt.js';
import type { Target } from './domain/targets.js';
import { inTurns } from './in-turns.js';
import type { Moment } from './matter.changes.js';
import { ReceiptStore, type Copies } from './receipt.store.js';

export interface Issue {
  readonly directive: Directive;
  readonly targets: readonly Target[];
  readonly signClock: Clock;
}

/** Receipts that are written by one statement a table: what is in memory at a time, twice over. */
const PIECE = 2_000;
/** Receipts that are made at a time; between two, what PostgreSQL answered is heard and it gets its next statement. */
const SLICE = 200;
/** Below every id. */
const START = '00000000-0000-0000-0000-000000000000';

/** What is done to all receipts of a directive, piece by piece in the directive's own transaction. */
@Injectable()
export class DirectiveSending {
  constructor(private readonly receipts: ReceiptStore) {}

  /** A receipt for each target: the next ones are made while some are being written. */
  async send(tx: EntityManager, issue: Issue, at: Moment): Promise<void> {
    const cause = trace.getActiveSpan();
    const roots: Receipt[] = [];
    await inTurns(this.copies(tx, issue, at), (copies) => {
      for (const receipt of copies.receipts) roots.push(receipt);
      return this.receipts.addCopies(tx, issue.directive, copies, at);
    });
    afterCommit(tx, () => void tell(roots, cause));
  }

  /** Slice by slice, so that PostgreSQL, done with a statement, is given the next one meanwhile. */
  private async *copies(tx: EntityManager, { directive, targets, signClock }: Issue, at: Moment) {
    const nextId = idsInOrder(at.now);
    for (const piece of inPieces(targets, PIECE)) {
      const slices: Copies[] = [];
      for (const slice of inPieces(piece, SLICE)) {
        const made = slice.map((target) => issueReceipt(directive, target, signClock, nextId()));
        slices.push(this.receipts.copiesOf(tx, made, { nextId, now: at.now }));
        await setImmediate();
      }
      yield {
        receipts: slices.flatMap(({ receipts }) => receipts),
        places: slices.flatMap(({ places }) => places),
        events: slices.flatMap(({ events }) => events),
      };
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

function* inPieces<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Each receipt is a trace of its own, linked to its directive's: told of when they are there, and nobody waits for it. */
async function tell(receipts: readonly Receipt[], cause: Span | undefined): Promise<void> {
  if (!tracesAreHeard()) return;
  const links = cause ? [{ context: cause.spanContext() }] : [];
  for (const slice of inPieces(receipts, SLICE)) {
    for (const { id, unit, tier } of slice) {
      startTicketRoot('receipt.issue', { ticketId: id, entity: 'receipt', unit, tier, links }).end();
    }
    await setImmediate();
  }
}
