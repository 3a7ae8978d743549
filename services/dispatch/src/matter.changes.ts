import { rungPolicy, type Clock, type RungPolicy } from '@gridwhistle/clocks';
import { eventOfType, make } from '@gridwhistle/contracts';
import type { ClockKind } from '@gridwhistle/kernel';
import { clockRow, type ClockRow, type Publication } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { v7 } from 'uuid';
import type { Fact } from './domain/fact.js';
import { ticketComesFirst, type Change, type Matter } from './domain/matter.js';
import type { Extension } from './domain/extension.js';
import type { Order } from './domain/order.js';
import type { Suspension } from './domain/suspension.js';
import type { Ticket } from './domain/ticket.js';
import {
  extensionRowOf,
  orderRowOf,
  ticketRowOf,
  type ExtensionRow,
  type OrderRow,
  type SuspensionRow,
  type TicketRow,
} from './matter.rows.js';

/** An aggregate's version and last change. */
export interface Version {
  readonly sequence: number;
  readonly updatedAt: Date;
}

/** A matter as it is stored. */
export interface Stored {
  readonly matter: Matter;
  /** By the id of the ticket, order, extension or suspension. */
  readonly versions: ReadonlyMap<string, Version>;
  readonly clocks: readonly ClockRow[];
}

/** The profile in force and the database's time of the transaction. */
export interface Moment {
  readonly rules: Profile;
  readonly now: Date;
}

const NEW: Version = { sequence: 0, updatedAt: new Date(0) };

/** A row of one of the tables. */
export type Row =
  | { readonly table: 'ticket'; readonly row: TicketRow }
  | { readonly table: 'orders'; readonly row: OrderRow }
  | { readonly table: 'extension'; readonly row: ExtensionRow }
  | { readonly table: 'suspension'; readonly row: SuspensionRow };

/** What one changed aggregate writes. */
export interface AggregateChange {
  readonly row: (now: Date) => Row;
  readonly clocks: (rules: Profile) => ClockRow[];
  readonly publication: Publication;
}

/** What a whole and its parts tell each other is about neither: an aggregate of its own, with one event. */
export function toPartsOf({ ticket, toParts }: Change): Publication[] {
  if (!ticket || !toParts) return [];
  const entity = toParts.name.slice(0, toParts.name.indexOf('.'));
  const { id, partOf } = ticket.next;
  return [{ aggregate: { entity, id, sequence: 0, ticketId: partOf ?? id, unit: null }, events: [eventOf(toParts)] }];
}

/** In the order in which their events are told. */
export function changesOf(stored: Stored | undefined, change: Change): AggregateChange[] {
  const { ticket, orders, extensions = [], suspensions = [] } = change;
  const version = (id: string): Version => stored?.versions.get(id) ?? NEW;
  const ticketChange = ticket ? [ofTicket(stored, ticket.next, ticket.events, version(ticket.next.id))] : [];
  const orderChanges = orders.map(({ next, events }) => ofOrder(stored, next, events, version(next.id)));
  const extensionChanges = extensions.map(({ next, events }) => ofExtension(next, events, version(next.id)));
  const suspensionChanges = suspensions.map(({ next, events }) => ofSuspension(next, events, version(next.id)));
  const others = [...orderChanges, ...extensionChanges, ...suspensionChanges];
  return ticketComesFirst(change) ? [...ticketChange, ...others] : [...others, ...ticketChange];
}

function ofExtension(next: Extension, events: readonly Fact[], { sequence }: Version): AggregateChange {
  const { id, ticketId, unit } = next;
  return {
    row: (updatedAt) => ({
      table: 'extension',
      row: extensionRowOf(next, { sequence: sequence + events.length, updatedAt }),
    }),
    clocks: () => [],
    publication: { aggregate: { entity: 'extension', id, sequence, ticketId, unit }, events: events.map(eventOf) },
  };
}

function ofSuspension(next: Suspension, events: readonly Fact[], { sequence }: Version): AggregateChange {
  const { id, ticketId, unit } = next;
  return {
    row: (updatedAt) => ({ table: 'suspension', row: { ...next, sequence: sequence + events.length, updatedAt } }),
    clocks: () => [],
    publication: { aggregate: { entity: 'suspension', id, sequence, ticketId, unit }, events: events.map(eventOf) },
  };
}

function ofTicket(
  stored: Stored | undefined,
  next: Ticket,
  events: readonly Fact[],
  { sequence }: Version,
): AggregateChange {
  const once = (): RungPolicy => rungPolicy();
  const policies = { handling: () => [], dispatch: once, review: once, 'rating-window': once, 'call-back': once };
  const { clock: handling, dispatchClock: dispatch, reviewClock: review, ratingClock, callBackClock } = next;
  const clocks = { handling, dispatch, review, 'rating-window': ratingClock, 'call-back': callBackClock };
  const aggregate = { entity: 'ticket', id: next.id, sequence, ticketId: next.id, unit: null };
  return {
    row: (updatedAt) => ({
      table: 'ticket',
      row: ticketRowOf(next, { sequence: sequence + events.length, updatedAt }),
    }),
    clocks: (rules) => clockRows(stored, { ...aggregate, unit: next.dispatcher }, clocks, policies, rules),
    publication: { aggregate, events: events.map(eventOf) },
  };
}

function ofOrder(
  stored: Stored | undefined,
  next: Order,
  events: readonly Fact[],
  { sequence }: Version,
): AggregateChange {
  const { id, ticketId, unit, severity } = next;
  const rungsOf = (kind: ClockKind) => (rules: Profile) => rules.stageClock(kind, severity).rungs;
  const policies = {
    accept: rungsOf('accept'),
    handling: rungsOf('handling'),
    verification: rungsOf('verification'),
  };
  const clocks = { accept: next.acceptClock, handling: next.handlingClock, verification: next.verificationClock };
  const aggregate = { entity: 'order', id, sequence, ticketId, unit };
  return {
    row: (updatedAt) => ({
      table: 'orders',
      row: orderRowOf(next, { sequence: sequence + events.length, updatedAt }),
    }),
    clocks: (rules) => clockRows(stored, aggregate, clocks, policies, rules),
    publication: { aggregate, events: events.map(eventOf) },
  };
}

interface Place {
  readonly entity: string;
  readonly id: string;
  readonly ticketId: string;
  readonly unit: string | null;
}

/** The rows of those clocks that a decision changed. */
function clockRows<Kind extends string>(
  stored: Stored | undefined,
  { entity, id: aggregateId, ticketId, unit }: Place,
  clocks: Record<Kind, Clock | null>,
  policies: Record<Kind, (rules: Profile) => RungPolicy>,
  rules: Profile,
): ClockRow[] {
  return (Object.keys(clocks) as Kind[]).flatMap((kind) => {
    const clock = clocks[kind];
    const before = stored?.clocks.find((row) => row.aggregateId === aggregateId && row.clock.kind === kind);
    if (clock === null || clock === before?.clock) return [];
    const id = before?.id ?? v7({ msecs: clock.startedAt.getTime() });
    return [clockRow({ id, entity, aggregateId, ticketId, unit }, clock, policies[kind](rules), rules.calendar)];
  });
}

/** The contract's event of a fact, made and checked. */
export function eventOf({ name, data }: Fact): object {
  const contract = eventOfType(`${name}.v1`);
  if (!contract) throw new Error(`no contract for ${name}`);
  return make(contract.cls, data);
}
