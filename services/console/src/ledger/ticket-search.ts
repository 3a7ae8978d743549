import { areaScope, unitScope, type Scope } from '../domain/scope.js';
import { Conditions } from './conditions.js';
import type { TicketQuery } from './ledger.query.js';
import type { Sight, WordSight } from './sight.js';

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
  const filters = startedFilters(query, sight);
  const tickets = joined(filters);
  filters.add(before, (id) => `s.ticket_id < ${id}`);
  return searchFrom(startOf(query, sight), { tickets, filters }, limit);
}

/** From each scope by itself. */
function searchFrom(scopes: readonly Scope[], { tickets, filters }: Joined, limit: number): Sql {
  const rows = filters.value(limit);
  const lists = scopes.map(
    (scope) => `(
      select s.ticket_id as id from ledger_scope s ${tickets}
      where s.scope = ${filters.value(scope)}${filters.sql} order by s.ticket_id desc limit ${rows})`,
  );
  return newestOf(lists, rows, filters.values);
}

interface Joined {
  /** The join that the filters need. */
  tickets: string;
  filters: Conditions;
}

const joined = ({ sql }: Conditions): string => (sql === '' ? '' : 'join ledger_ticket t on t.id = s.ticket_id');

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

/** Who asks for words: `query` and `sight` as ever, and whose words the caller may read. */
export interface WordQuery {
  query: TicketQuery;
  sight: Sight;
  reads: WordSight;
}

const LIVE = `o.state in ('issued', 'accepted', 'returned', 'resolved')`;

/**
 * Ids of the tickets that fit, whatever their words, and whose words the caller may read; newest first. Who reads only
 * what their units hold, verify or dispatch is given that, which they also see.
 * @param among only these ids
 */
export function readableSearch({ query, sight, reads }: WordQuery, limit: number, among?: readonly string[]): Sql {
  const ids = among && `{${among.join(',')}}`;
  if (reads.everything) {
    const filters = startedFilters(query, sight);
    const tickets = joined(filters);
    filters.add(ids, (list) => `s.ticket_id = any(${asked(list)})`);
    return searchFrom(startOf(query, sight), { tickets, filters }, limit);
  }
  const filters = addFilters(new Conditions(), query)
    .add(query.unit && [unitScope(query.unit)], within)
    .add(query.area && [areaScope(query.area)], within);
  const [rows, list] = [filters.value(limit), ids && filters.value(ids)];
  const lists = reads.units.flatMap((code) => {
    const unit = filters.value(code);
    const held = (by: string): string => `(
      select t.id from ledger_order o join ledger_ticket t on t.id = o.ticket_id
      where o.${by} = ${unit} and ${LIVE}${list ? ` and (o.ticket_id in (select unnest(${list}::uuid[]))) is true` : ''}
        ${filters.sql} order by t.id desc limit ${rows})`;
    const dispatched = `(
      select t.id from ledger_ticket t where t.dispatcher = ${unit}${list ? ` and t.id = any(${asked(list)})` : ''}
        ${filters.sql} order by t.id desc limit ${rows})`;
    return [held('unit'), held('verifier'), dispatched];
  });
  return newestOf(lists, rows, filters.values);
}

/** Ten thousand ids whose values the planner does not see: it would weigh each of them, for longer than it takes to look. */
const asked = (list: string): string => `(select ${list}::uuid[])::uuid[]`;

const within = (list: string): string =>
  `exists (select from ledger_scope v where v.ticket_id = t.id and v.scope = any(${list}))`;

/** The filters of a search that starts from the narrowest scope of the query: what that does not say. */
function startedFilters(query: TicketQuery, { everything, scopes }: Sight): Conditions {
  const named = query.unit !== undefined || query.area !== undefined;
  return addFilters(new Conditions(), query)
    .add(query.unit && query.area && [areaScope(query.area)], within)
    .add(named && !everything ? scopes : undefined, within);
}

function addFilters(filters: Conditions, query: TicketQuery): Conditions {
  const overdue = query.overdue === 'true' ? new Date(0) : undefined;
  return filters
    .add(query.state, (state) => `t.state = ${state}`)
    .add(query.category, (category) => `t.category = ${category}`)
    .add(query.severity, (severity) => `t.severity = ${severity}`)
    .add(query.outcome, (outcome) => `t.outcome = ${outcome}`)
    .add(query.channel, (channel) => `t.channel = ${channel}`)
    .add(query.dueBefore, (moment) => `${OPEN} and t.due_at < ${moment}`)
    .add(overdue, (start) => `${OPEN} and t.due_at > ${start} and t.due_at < gw_now()`);
}
