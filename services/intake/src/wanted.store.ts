import type { Severity } from '@gridwhistle/kernel';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A hotline order whose words are still to be read from the bridge. */
export interface WantedRow {
  ticketId: string;
  severity: Severity;
  confidential: boolean;
  traceparent: string | null;
  attempts: number;
  nextAttemptAt: Date;
  /** The hotline asked to withdraw it meanwhile. */
  withdrawalAsked: boolean;
}

export const WantedEntity = new EntitySchema<WantedRow>({
  name: 'hotline_wanted',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    severity: { type: 'text' },
    confidential: { type: 'boolean' },
    traceparent: { type: 'text', nullable: true },
    attempts: { type: 'int' },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at' },
    withdrawalAsked: { type: 'boolean', name: 'withdrawal_asked' },
  },
});

/**
 * Takes rows for half a minute: an instance that dies with them loses nothing, since they come up again; one that
 * fails is tried later and later, at most a minute apart.
 */
const TAKE = `
  update hotline_wanted w set attempts = attempts + 1, next_attempt_at = gw_now() + interval '30 seconds'
  where ticket_id in (
    select ticket_id from hotline_wanted where next_attempt_at <= gw_now()
    order by next_attempt_at limit $1 for update skip locked)
  returning ticket_id as "ticketId", severity, confidential, traceparent, attempts, next_attempt_at as "nextAttemptAt",
    withdrawal_asked as "withdrawalAsked"`;
const DONE = `delete from hotline_wanted where ticket_id = $1 returning withdrawal_asked as "withdrawalAsked"`;
const LATER = `
  update hotline_wanted set next_attempt_at = gw_now() + least(60, 0.25 * 2 ^ least(attempts, 10)) * interval '1 second'
  where ticket_id = $1`;

@Injectable()
export class WantedStore {
  async insert(tx: EntityManager, row: WantedRow): Promise<void> {
    await tx.createQueryBuilder().insert().into(WantedEntity).values(row).orIgnore().execute();
  }

  async take(tx: EntityManager, limit: number): Promise<WantedRow[]> {
    // An update through TypeORM's raw query answers [rows, count].
    const [rows] = await tx.query<[WantedRow[], number]>(TAKE, [limit]);
    return rows;
  }

  async later(tx: EntityManager, ticketId: string): Promise<void> {
    await tx.query(LATER, [ticketId]);
  }

  /** Notes that the hotline asked to withdraw it; false when its words are not wanted any more. */
  async withdraw(tx: EntityManager, ticketId: string): Promise<boolean> {
    return ((await tx.update(WantedEntity, { ticketId }, { withdrawalAsked: true })).affected ?? 0) > 0;
  }

  /** Wants it no more; tells what was asked meanwhile. */
  async done(tx: EntityManager, ticketId: string): Promise<Pick<WantedRow, 'withdrawalAsked'>> {
    const [[row]] = await tx.query<[Pick<WantedRow, 'withdrawalAsked'>[], number]>(DONE, [ticketId]);
    return row ?? { withdrawalAsked: false };
  }

  count(tx: EntityManager): Promise<number> {
    return tx.count(WantedEntity);
  }
}
