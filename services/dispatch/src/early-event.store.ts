import { eventOfType, parseEvent } from '@gridwhistle/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** An event about a ticket that was not open yet. */
export interface EarlyEvent {
  /** CloudEvent type, such as `whistle.approved.v1`. */
  readonly type: string;
  readonly event: object;
  readonly at: Date;
}

/** Aggregates of one ticket arrive in any order: what comes before the report waits here until the ticket opens. */
@Injectable()
export class EarlyEventStore {
  async remember(tx: EntityManager, ticketId: string, { type, event, at }: EarlyEvent): Promise<void> {
    const values = [ticketId, type, JSON.stringify(event), at];
    await tx.query('insert into early_event (ticket_id, type, data, at) values ($1, $2, $3, $4)', values);
  }

  /** Takes what waits for a ticket, in the order in which it came. */
  async take(tx: EntityManager, ticketId: string): Promise<EarlyEvent[]> {
    const [rows] = await tx.query<[{ id: string; type: string; data: object; at: Date }[], number]>(
      'delete from early_event where ticket_id = $1 returning id, type, data, at',
      [ticketId],
    );
    return rows
      .sort((one, other) => Number(one.id) - Number(other.id))
      .map(({ type, data, at }) => ({ type, event: parsed(type, data), at }));
  }
}

function parsed(type: string, data: object): object {
  const contract = eventOfType(type);
  if (!contract) throw new Error(`this version does not know ${type}`);
  return parseEvent(contract, data);
}
