import { eventOfType, parseEvent } from '@gridwhistle/contracts';
import { groupBy } from '@gridwhistle/messaging';
import { run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** An event about a ticket that was not open yet. */
export interface EarlyEvent {
  /** CloudEvent type, such as `whistle.approved.v1`. */
  readonly type: string;
  readonly event: object;
  readonly at: Date;
}

const TAKE = {
  name: 'gw_early_take',
  text: 'delete from early_event where ticket_id = any($1::uuid[]) returning id, ticket_id as ticket, type, data, at',
};

/** Aggregates of one ticket arrive in any order: what comes before the report waits here until the ticket opens. */
@Injectable()
export class EarlyEventStore {
  async remember(tx: EntityManager, ticketId: string, { type, event, at }: EarlyEvent): Promise<void> {
    const values = [ticketId, type, JSON.stringify(event), at];
    await tx.query('insert into early_event (ticket_id, type, data, at) values ($1, $2, $3, $4)', values);
  }

  /** Takes what waits for tickets, by ticket, in the order in which it came. */
  async take(tx: EntityManager, ticketIds: readonly string[]): Promise<Map<string, EarlyEvent[]>> {
    const rows = await run<{ id: string; ticket: string; type: string; data: object; at: Date }>(tx, TAKE, [ticketIds]);
    rows.sort((one, other) => Number(one.id) - Number(other.id));
    const events = [...groupBy(rows, ({ ticket }) => ticket)];
    return new Map(events.map(([ticket, waiting]) => [ticket, waiting.map(earlyEvent)]));
  }
}

const earlyEvent = ({ type, data, at }: { type: string; data: object; at: Date }): EarlyEvent => ({
  type,
  event: parsed(type, data),
  at,
});

function parsed(type: string, data: object): object {
  const contract = eventOfType(type);
  if (!contract) throw new Error(`this version does not know ${type}`);
  return parseEvent(contract, data);
}
