import { rungPolicy, type RungPolicy } from '@gridwhistle/clocks';
import {
  clockRow,
  ClockStore,
  groupBy,
  prepare,
  publishAll,
  publishPrepared,
  type ClockPlace,
  type ClockRow,
  type Prepared,
} from '@gridwhistle/messaging';
import { currentTraceparent, ManyRows, parseTraceparent, rootTraceparent, run } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { ReceiptEntity, receiptOf, receiptRowOf, type ReceiptRow } from './directive.rows.js';
import { DirectiveStore } from './directive.store.js';
import type { Directive } from './domain/directive.js';
import type { Decided } from './domain/fact.js';
import type { Receipt } from './domain/receipt.js';
import { eventOf, type Moment } from './matter.changes.js';

/** A receipt as it is stored. */
export interface StoredReceipt {
  readonly receipt: Receipt;
  readonly directive: Directive;
  readonly sequence: number;
  readonly clocks: readonly ClockRow[];
}

/** A decision about a receipt as it was stored; undefined for a new one (many of them: `addCopies`). */
export interface ReceiptDecision {
  readonly stored: StoredReceipt | undefined;
  readonly directive: Directive;
  readonly decided: Decided<Receipt>;
}

/** New copies of a directive, ready to be written. */
export interface Copies {
  readonly receipts: readonly Receipt[];
  readonly places: readonly ClockPlace[];
  readonly events: Prepared;
}

const receipts = new ManyRows(ReceiptEntity);
const addCopies = receipts.alike('id', 'unit', 'person', 'tier', 'area');

const PAGE = receipts.where(
  'gw_receipt_page',
  'directive_id = $1 and state = any($2::text[]) and id > $3 order by id limit $4 for update',
);
const OF_PERSON = receipts.where(
  'gw_receipt_of_person',
  'person = $1 and unit = $2 and state = any($3::text[]) order by id limit $4 for update',
);

const OF_UNITS = receipts.where(
  'gw_receipt_of_units',
  'unit = any($1::text[]) and state = any($2::text[]) order by id limit $3 for update',
);

/** Receipts with their clocks; a receipt's row is the lock of both. */
@Injectable()
export class ReceiptStore {
  constructor(
    private readonly clocks: ClockStore,
    private readonly directives: DirectiveStore,
  ) {}

  /** The receipt with its row locked until the transaction ends. */
  async lock(tx: EntityManager, id: string): Promise<StoredReceipt | undefined> {
    return (await this.lockMany(tx, [{ id }]))[0];
  }

  /** The receipts that there are, their rows locked until the transaction ends. */
  async lockMany(tx: EntityManager, ids: readonly { id: string }[]): Promise<StoredReceipt[]> {
    return this.load(tx, await receipts.lock(tx, ids));
  }

  async find(tx: EntityManager, id: string): Promise<StoredReceipt | undefined> {
    return (await this.load(tx, await receipts.find(tx, [{ id }])))[0];
  }

  /** A directive's receipts in some states after an id, locked, so many at most, in id order. */
  async page(tx: EntityManager, directiveId: string, states: readonly string[], after: string, limit: number) {
    return this.load(tx, await run<ReceiptRow>(tx, PAGE, [directiveId, states, after, limit]));
  }

  /** What is a person's in a unit, in some states, locked. */
  async pageOf(
    tx: EntityManager,
    { person, unit }: { person: string; unit: string },
    states: readonly string[],
    limit: number,
  ): Promise<StoredReceipt[]> {
    return this.load(tx, await run<ReceiptRow>(tx, OF_PERSON, [person, unit, states, limit]));
  }

  /** What is some units', in some states, locked, so many at most. */
  async pageOfUnits(
    tx: EntityManager,
    units: readonly string[],
    states: readonly string[],
    limit: number,
  ): Promise<StoredReceipt[]> {
    return this.load(tx, await run<ReceiptRow>(tx, OF_UNITS, [units, states, limit]));
  }

  /** What is written of new copies; asks no database. */
  copiesOf(
    tx: EntityManager,
    made: readonly Decided<Receipt>[],
    { nextId, now }: { nextId: () => string; now: Date },
  ): Copies {
    const publications = made.map(({ next, events }) => ({
      aggregate: aggregateOf(next, 0),
      events: events.map(eventOf),
      traceparent: rootTraceparent(next.id),
    }));
    return {
      receipts: made.map(({ next }) => next),
      places: made.map(({ next }) => placeOf(next, nextId())),
      events: prepare(tx, publications, now),
    };
  }

  /** Writes new copies of a directive, which all begin with one clock: a statement a table, whatever their number. */
  async addCopies(
    tx: EntityManager,
    directive: Directive,
    { receipts, places, events }: Copies,
    { rules, now }: Moment,
  ): Promise<void> {
    const [first] = receipts;
    if (!first) return;
    await addCopies(tx, receiptRowOf(first, { sequence: 1, updatedAt: now }), receipts);
    const place = placeOf(first, first.id);
    const clock = clockRow(place, first.signClock, rungsOf(directive, rules), rules.calendar);
    await this.clocks.addAlike(tx, clock, places);
    await publishPrepared(tx, events, now);
  }

  /** Saves what was decided about different receipts and publishes it: a statement a table, whatever their number. */
  async saveMany(tx: EntityManager, decisions: readonly ReceiptDecision[], { rules, now }: Moment): Promise<void> {
    const rows = decisions.map(({ stored, decided: { next, events } }) =>
      receiptRowOf(next, { sequence: (stored?.sequence ?? 0) + events.length, updatedAt: now }),
    );
    await receipts.save(tx, rows);
    await this.clocks.save(tx, decisions.flatMap(clockRows(rules)));
    await publishAll(tx, decisions.map(publicationOf), now);
  }

  async load(tx: EntityManager, rows: readonly ReceiptRow[]): Promise<StoredReceipt[]> {
    if (rows.length === 0) return [];
    const clocks = await this.clocks.loadMany(
      tx,
      rows.map(({ id }) => id),
    );
    const clocksOf = groupBy(clocks, ({ aggregateId }) => aggregateId);
    const directives = await this.directives.find(
      tx,
      rows.map(({ directiveId }) => directiveId),
    );
    return rows.map((row) => storedOf(row, clocksOf.get(row.id) ?? [], directives.get(row.directiveId)?.directive));
  }
}

function storedOf(row: ReceiptRow, clocks: readonly ClockRow[], directive: Directive | undefined): StoredReceipt {
  if (!directive) throw new Error(`receipt ${row.id} has no directive`);
  const byKind = new Map(clocks.map(({ clock }) => [clock.kind, clock]));
  return { receipt: receiptOf(row, byKind, directive), directive, sequence: row.sequence, clocks };
}

/** The rows of those clocks that a decision changed. */
const clockRows =
  (rules: Profile) =>
  ({ stored, directive, decided: { next } }: ReceiptDecision): ClockRow[] =>
    [next.signClock, next.reportClock].flatMap((clock) => {
      const before = stored?.clocks.find((row) => row.clock.kind === clock?.kind);
      if (clock === null || clock === before?.clock) return [];
      const place = placeOf(next, before?.id ?? v7({ msecs: clock.startedAt.getTime() }));
      return [clockRow(place, clock, rungsOf(directive, rules), rules.calendar)];
    });

const placeOf = ({ id: aggregateId, unit }: Receipt, id: string): ClockPlace => ({
  ...{ id, entity: 'receipt', aggregateId, ticketId: null, unit },
});

/** The channel's rungs; one that is gone from the profile is only ever due. */
export const rungsOf = ({ channel }: Directive, rules: Profile): RungPolicy =>
  rules.directiveChannel(channel)?.rungs ?? rungPolicy();

const aggregateOf = ({ id, unit }: Receipt, sequence: number) => {
  return { entity: 'receipt', id, sequence, ticketId: null, unit };
};

/** Each receipt is a trace of its own: the act's span in it, else its root, is the cause. */
function publicationOf({ stored, decided: { next, events } }: ReceiptDecision) {
  const { id } = next;
  const aggregate = aggregateOf(next, stored?.sequence ?? 0);
  const active = currentTraceparent();
  const isOwn = parseTraceparent(active)?.traceId === id.replaceAll('-', '');
  return { aggregate, events: events.map(eventOf), traceparent: isOwn ? active : rootTraceparent(id) };
}
