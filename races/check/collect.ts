import type { Client } from 'pg';
import { withClient } from '@gridwhistle/testing/servers';
import { emergenciesOf, readDatabases } from '../../faults/check/collect.js';
import type { Evidence } from '../../faults/check/evidence.js';
import { readConsumers } from '../../faults/check/read-stream.js';
import type { World } from '../../faults/world/world.js';
import { COPIES } from './copies-sql.js';
import type { Application, Copy, OrderRow, RaceEvidence, TicketRow } from './evidence.js';

/** Which entities each consumer receives: the same in all of a run. */
export const consumersOf = (world: World): Promise<Evidence['consumers']> => readConsumers(world);

/** Everything about these tickets and what they were split into; the system is at rest. */
export async function collect(
  world: World,
  consumers: Evidence['consumers'],
  named: readonly string[],
): Promise<RaceEvidence> {
  return withClient(world.adminUrl, async (client) => {
    const tickets = await rowsOf<TicketRow>(client, TICKETS, named);
    const ids = tickets.map(({ id }) => id);
    const of = <T extends object>(sql: string): Promise<T[]> => rowsOf<T>(client, sql, ids);
    const { outgoing: _outgoing, reports: _reports, ...databases } = await readDatabases(client, ids);
    return {
      ...databases,
      consumers,
      durables: Object.keys(consumers),
      poisoned: [],
      escalations: world.data.profile.escalations,
      quietHours: world.data.profile.quietHours,
      emergencies: emergenciesOf(world.data.profile),
      tickets,
      orders: await of<OrderRow>(ORDERS),
      extensions: await of<Application>(applications('dispatch.extension')),
      suspensions: await of<Application>(applications('dispatch.suspension')),
      whistles: await of<Application>(applications('escalation.whistle')),
      told: await of<Copy>(COPIES.join(' union all ')),
    };
  });
}

async function rowsOf<T extends object>(client: Client, sql: string, ids: readonly string[]): Promise<T[]> {
  return (await client.query<T>(sql, [ids])).rows;
}

const TICKETS = `select id, state, round, outcome, part_of as "partOf",
    coalesce(array(select jsonb_array_elements_text(parts->'open')), '{}') as "openParts"
  from dispatch.ticket where id = any($1::uuid[]) or part_of = any($1::uuid[])`;

const ORDERS = `select id, ticket_id as "ticketId", state, role, waits_for as "waitsFor", whistle_id as "whistleId",
    issued_at as "issuedAt" from dispatch.orders where ticket_id = any($1::uuid[])`;

const applications = (table: string): string =>
  `select id, ticket_id as "ticketId", order_id as "orderId", state from ${table} where ticket_id = any($1::uuid[])`;
