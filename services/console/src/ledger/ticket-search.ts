import { areaScope, unitScope, type Scope } from '../domain/scope.js';
import { Conditions } from './conditions.js';
import type { TicketQuery } from './ledger.query.js';
import type { Sight } from './sight.js';

export interface Sql {
  text: string;
  values: unknown[];
}

/** How many rows are counted at most; above it a count says "at least". */
export const COUNTED = 10_000;

const OPEN = `t.state in ('assigned', 'suspended')`;

/**
 * Ids of the visible tickets that fit, newest first. Every list starts from an index: from the scopes that are asked for
 * or the caller's own, each read from its newest ticket down and cut at `limit`. Each scope stands in the statement by
 * itself, so that PostgreSQL's statistics tell a unit with ten tickets from a district with a million.
 * @param before only tickets below this id (the page before ended there)
 */
export function ticketSearch(query: TicketQuery, sight: Sight, limit: number, before?: string): Sql {
  const filters = filtersOf(query, sight);
  const tickets = filters.sql === '' ? '' : 'join ledger_ticket t on t.id = s.ticket_id';
  filters.add(before, (id) => `s.ticket_id < ${id}`);
  const rows = filters.value(limit);
  const lists = startOf(query, sight).map(
    (scope) => `(
      select s.ticket_id as id from ledger_scope s ${tickets}
      where s.scope = ${filters.value(scope)}${filters.sql} order by s.ticket_id desc limit ${rows})`,
  );
  return newestOf(lists, rows, filters.values);
}

/** The newest of several lists that may overlap; nothing of none. */
export function newestOf(lists: readonly string[], rows: string, values: unknown[]): Sql {
  if (lists.length === 0) return { text: 'select null::uuid as id limit 0', values: [] };
  if (lists.length === 1) return { text: lists[0] ?? '', values };
  const text = `select distinct id from (${lists.join(' union all ')}) found order by id desc limit ${rows}`;
  return { text, values };
}

/** How many there are, exact up to `COUNTED`. */
export function ticketCount(query: TicketQuery, sight: Sight): Sql {
  const { text, values } = ticketSearch(query, sight, COUNTED + 1);
  return { text: `select count(*)::int as count from (${text}) counted`, values };
}

/** The scopes to read from: the narrowest that the query names, else what the caller may see. */
function startOf({ unit, area }: TicketQuery, { scopes }: Sight): Scope[] {
  if (unit !== undefined) return [unitScope(unit)];
  return area === undefined ? scopes : [areaScope(area)];
}

function filtersOf(query: TicketQuery, { everything, scopes }: Sight): Conditions {
  const within = (list: string): string =>
    `exists (select from ledger_scope v where v.ticket_id = t.id and v.scope = any(${list}))`;
  const named = query.unit !== undefined || query.area !== undefined;
  const overdue = query.overdue === 'true' ? new Date(0) : undefined;
  return new Conditions()
    .add(query.state, (state) => `t.state = ${state}`)
    .add(query.category, (category) => `t.category = ${category}`)
    .add(query.severity, (severity) => `t.severity = ${severity}`)
    .add(query.outcome, (outcome) => `t.outcome = ${outcome}`)
    .add(query.channel, (channel) => `t.channel = ${channel}`)
    .add(query.dueBefore, (moment) => `${OPEN} and t.due_at < ${moment}`)
    .add(overdue, (start) => `${OPEN} and t.due_at > ${start} and t.due_at < gw_now()`)
    .add(query.unit && query.area && [areaScope(query.area)], within)
    .add(named && !everything ? scopes : undefined, within);
}
