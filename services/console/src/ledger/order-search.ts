import { Conditions } from './conditions.js';
import type { OrderQuery } from './ledger.query.js';
import type { Sight } from './sight.js';
import { newestOf, type Sql } from './ticket-search.js';

/**
 * Ids of the visible orders that fit, newest first. With a unit or a ticket, or for who sees everything, one index is
 * read; otherwise what the caller's own units hold, and what they verify.
 * @param before only orders below this id (the page before ended there)
 */
export function orderSearch(query: OrderQuery, sight: Sight, limit: number, before?: string): Sql {
  const conditions = filtersOf(query, sight).add(before, (id) => `o.id < ${id}`);
  const rows = conditions.value(limit);
  const one = (start: string): string =>
    `(select o.id from ledger_order o where ${start}${conditions.sql} order by o.id desc limit ${rows})`;
  if (sight.everything || query.unit !== undefined || query.ticketId !== undefined) {
    return { text: one('true'), values: conditions.values };
  }
  const lists = sight.units.flatMap((unit) => {
    const place = conditions.value(unit);
    return [one(`o.unit = ${place}`), one(`o.verifier = ${place}`)];
  });
  return newestOf(lists, rows, conditions.values);
}

function filtersOf(query: OrderQuery, { everything, scopes }: Sight): Conditions {
  return new Conditions()
    .add(query.unit, (unit) => `o.unit = ${unit}`)
    .add(query.state, (state) => `o.state = ${state}`)
    .add(query.ticketId, (ticket) => `o.ticket_id = ${ticket}`)
    .add(
      everything ? undefined : scopes,
      (list) => `exists (select from ledger_scope v where v.ticket_id = o.ticket_id and v.scope = any(${list}))`,
    );
}
