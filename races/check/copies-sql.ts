/** What each service keeps of tickets, beside what dispatch says; `$1` are the tickets. */
const ofTickets = (service: string, table: string, id: string, owned: string, told: string): string =>
  `select '${service}' as service, 'ticket' as what, t.id, ${owned} as owned, case when c.${id} is not null then ${told} end as told
    from dispatch.ticket t left join ${table} c on c.${id} = t.id where t.id = any($1::uuid[])`;

/** The same of orders. */
const ofOrders = (service: string, table: string, on: string, owned: string, told: string, where = 'true'): string =>
  `select '${service}' as service, 'order' as what, o.id, ${owned} as owned, case when c.ticket_id is not null then ${told} end as told
    from dispatch.orders o left join ${table} c on ${on} where o.ticket_id = any($1::uuid[]) and ${where}`;

const WAITING = `concat_ws(' ', o.state, case when o.waits_for is not null then 'waiting' end)`;
const IS_OVER = `(o.state in ('confirmed', 'raised', 'cancelled'))::text`;

/** Orders that were accepted, and whether in time. */
const ACCEPTED = `exists (select from dispatch.event_log l where l.aggregate_id = o.id and l.type like 'order.accepted.%')`;
const IN_TIME = `(select k.met::text from dispatch.clock k where k.aggregate_id = o.id and k.kind = 'accept')`;

/** The order waits for its whistle exactly while that is open and approved; what is over has no open orders. */
const WHISTLES = `select 'dispatch' as service, 'whistle' as what, w.id,
    case when w.state in ('approved', 'summoned', 'assembled') then 'waited for' else 'not waited for' end as owned,
    case when exists (select from dispatch.orders o where o.waits_for = w.id) then 'waited for' else 'not waited for' end
      || case when w.state in ('declined', 'completed', 'cancelled') and exists (select from dispatch.orders o
        where o.whistle_id = w.id and o.state not in ('confirmed', 'raised', 'cancelled')) then ', at work' else '' end as told
  from escalation.whistle w where w.ticket_id = any($1::uuid[])`;

/**
 * A hotline order goes with its ticket, and once that is merged with the one that it was merged into in the end; where that
 * is a part with its whole, unless that ended before it.
 */
const HOTLINE_ORDERS = `select 'hotline-bridge' as service, 'ticket' as what, o.ticket_id as id,
    concat_ws(' ', coalesce(w.state, t.state), coalesce(w.round, t.round)) as owned, concat_ws(' ', o.state, o.round) as told
  from (with recursive chain (id, at) as (
      select id, id from dispatch.ticket where id = any($1::uuid[])
      union all select c.id, t.merged_into from chain c join dispatch.ticket t on t.id = c.at where t.merged_into is not null)
    select id, at from chain) c
  join dispatch.ticket t on t.id = c.at and t.merged_into is null
  left join dispatch.ticket w on w.id = t.part_of and coalesce(w.outcome, '') not in ('withdrawn', 'merged')
  join hotline.hotline_order o on o.ticket_id = c.id`;

/** A query for each service that keeps something; intake tells no reporter that a ticket is suspended. */
export const COPIES: readonly string[] = [
  ofTickets(
    'console',
    'console.ledger_ticket',
    'id',
    `concat_ws(' ', t.state, t.round, t.outcome)`,
    `concat_ws(' ', c.state, c.round, c.outcome)`,
  ),
  ofTickets(
    'intake',
    'intake.ticket_standing',
    'ticket_id',
    `concat_ws(' ', replace(t.state, 'suspended', 'assigned'), t.round, t.outcome, t.merged_into)`,
    `concat_ws(' ', c.state, c.round, c.outcome, c.merged_into)`,
  ),
  HOTLINE_ORDERS,
  ofOrders(
    'console',
    'console.ledger_order',
    'c.id = o.id',
    WAITING,
    `concat_ws(' ', c.state, case when c.waiting then 'waiting' end)`,
  ),
  ofOrders('intake', 'intake.order_holder', 'c.order_id = o.id', 'o.state', 'c.state'),
  ofOrders('assessment', 'assessment.fact', `c.kind = 'order' and c.id = o.id::text`, 'o.state', `c.fields->>'state'`),
  ofOrders('escalation', 'escalation.known_order', 'c.order_id = o.id', IS_OVER, 'c.ended::text'),
  ofOrders('console', 'console.ledger_order', 'c.id = o.id', IN_TIME, 'c.accepted_on_time::text', ACCEPTED),
  ofOrders(
    'assessment',
    'assessment.fact',
    `c.kind = 'order' and c.id = o.id::text`,
    IN_TIME,
    `c.fields->>'acceptedOnTime'`,
    ACCEPTED,
  ),
  WHISTLES,
];
