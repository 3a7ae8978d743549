import { ManyRows, run } from '@gridwhistle/platform';
import { EntitySchema, type EntityManager, type EntitySchemaColumnOptions } from 'typeorm';
import type { Fact } from '../domain/fact.js';
import type { LedgerOrder } from '../domain/ledger-order.js';
import type { LedgerTicket } from '../domain/ledger-ticket.js';
import type { Scope } from '../domain/scope.js';

/** An event as the timeline and the live feed keep it. */
export interface LedgerEvent extends Fact {
  /** Rises in the order of commits; the live feed resumes by it. */
  id: string;
  eventId: string;
  ticketId: string | null;
  /** The unit that held the aggregate, `none` where there was none. */
  unit: string;
}

const text: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const uuid: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
const count: EntitySchemaColumnOptions = { type: 'int' };
const flag: EntitySchemaColumnOptions = { type: 'boolean', nullable: true };
const instant = (name: string): EntitySchemaColumnOptions => ({ type: 'timestamptz', nullable: true, name });
const named = (options: EntitySchemaColumnOptions, name: string): EntitySchemaColumnOptions => ({ ...options, name });

export const LedgerTickets = new EntitySchema<LedgerTicket>({
  name: 'ledger_ticket',
  columns: {
    id: { type: 'uuid', primary: true },
    state: text,
    severity: text,
    channel: text,
    category: text,
    condition: text,
    grid: text,
    area: text,
    dispatcher: text,
    waitingFor: { type: 'text', array: true, name: 'waiting_for' },
    round: count,
    rule: text,
    outcome: text,
    onTime: named(flag, 'on_time'),
    dueAt: instant('due_at'),
    provisional: flag,
    ratingUntil: instant('rating_until'),
    sequence: count,
    openedAt: instant('opened_at'),
    updatedAt: instant('updated_at'),
  },
});

export const LedgerOrders = new EntitySchema<LedgerOrder>({
  name: 'ledger_order',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: named(uuid, 'ticket_id'),
    unit: text,
    assignee: text,
    role: text,
    tier: text,
    origin: text,
    state: text,
    waiting: flag,
    whistleId: named(uuid, 'whistle_id'),
    parentId: named(uuid, 'parent_id'),
    verifier: text,
    category: text,
    severity: text,
    area: text,
    grid: text,
    round: count,
    acceptDueAt: instant('accept_due_at'),
    dueAt: instant('due_at'),
    provisional: flag,
    onTime: named(flag, 'on_time'),
    acceptedOnTime: named(flag, 'accepted_on_time'),
    returns: count,
    sequence: count,
    issuedAt: instant('issued_at'),
    updatedAt: instant('updated_at'),
  },
});

export const LedgerEvents = new EntitySchema<LedgerEvent>({
  name: 'ledger_event',
  columns: {
    id: { type: 'bigint', primary: true, generated: true },
    eventId: named(uuid, 'event_id'),
    at: instant('at'),
    event: text,
    entity: text,
    aggregateId: named(uuid, 'aggregate_id'),
    sequence: count,
    ticketId: named(uuid, 'ticket_id'),
    unit: text,
    data: { type: 'jsonb', name: 'detail' },
  },
});

/**
 * Lets one transaction write to the ledger at a time: event ids then rise in the order of commits, so that a feed that
 * has seen an id has seen all before it. Only one consumer writes anyway, except for the moment when another takes over.
 */
export async function lockLedger(tx: EntityManager): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('gridwhistle:ledger', 0))`);
}

/** The ledger's tables for those who write many lines at once. */
export const rowsOf = {
  tickets: new ManyRows(LedgerTickets),
  orders: new ManyRows(LedgerOrders),
  events: new ManyRows(LedgerEvents),
};

/** What a ticket is visible by. */
export interface TicketScope {
  readonly ticketId: string;
  readonly scope: Scope;
}

const ADD_SCOPES = {
  name: 'gw_ledger_scope_add',
  text: `insert into ledger_scope (scope, ticket_id)
    select scope, ticket_id from unnest($1::text[], $2::uuid[]) u (scope, ticket_id) on conflict do nothing`,
};

const DROP_SCOPES = {
  name: 'gw_ledger_scope_drop',
  text: `delete from ledger_scope s using unnest($1::text[], $2::uuid[]) u (scope, ticket_id)
    where s.ticket_id = u.ticket_id and s.scope = u.scope`,
};

/** Adds what tickets are visible by. */
export async function addScopes(tx: EntityManager, scopes: readonly TicketScope[]): Promise<void> {
  if (scopes.length > 0) await run(tx, ADD_SCOPES, columnsOf(scopes));
}

/** Takes away areas that tickets turned out not to lie in. */
export async function dropScopes(tx: EntityManager, scopes: readonly TicketScope[]): Promise<void> {
  if (scopes.length > 0) await run(tx, DROP_SCOPES, columnsOf(scopes));
}

const CLAIMABLE = `o.role = 'lead' and o.tier = 'township' and o.origin = 'raise'
  and o.state in ('issued', 'accepted') and not o.waiting`;

const DROP_CLAIMS = {
  name: 'gw_ledger_claims_drop',
  text: `delete from ledger_scope s where s.ticket_id = any($1::uuid[]) and s.scope like 'claim:%'
    and not exists (select from ledger_order o where o.ticket_id = s.ticket_id and ${CLAIMABLE})`,
};

const ADD_CLAIMS = {
  name: 'gw_ledger_claims_add',
  text: `insert into ledger_scope (scope, ticket_id)
    select 'claim:' || (e.detail->>'claimant'), o.ticket_id
    from ledger_order o join ledger_event e on e.ticket_id = o.ticket_id and e.aggregate_id = o.id
    where o.ticket_id = any($1::uuid[]) and ${CLAIMABLE} and e.event = 'order.issued' and e.detail ? 'claimant'
    on conflict do nothing`,
};

/** Tickets that a township works on after a raise are visible to whoever may claim them, as the order's first event says. */
export async function keepClaims(tx: EntityManager, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return;
  for (const statement of [DROP_CLAIMS, ADD_CLAIMS]) await run(tx, statement, [ticketIds]);
}

const columnsOf = (scopes: readonly TicketScope[]): [string[], string[]] => [
  scopes.map(({ scope }) => scope),
  scopes.map(({ ticketId }) => ticketId),
];
