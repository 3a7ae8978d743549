import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import type { Fact } from './domain/fact.js';

export const FactEntity = new EntitySchema<Fact>({
  name: 'fact',
  columns: {
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text', nullable: true },
    countsAt: { type: 'timestamptz', name: 'counts_at', nullable: true },
    settledAt: { type: 'timestamptz', name: 'settled_at', nullable: true },
    fields: { type: 'jsonb' },
  },
});

/** Facts as events tell them; only consumers write here. */
@Injectable()
export class FactStore {
  /** Applies what an event says; the fact is made when it is the first to speak of it. */
  async change(tx: EntityManager, unknown: Fact, told: (fact: Fact) => Fact): Promise<void> {
    const { kind, id } = unknown;
    const known = await tx.findOne(FactEntity, { where: { kind, id }, lock: { mode: 'pessimistic_write' } });
    await this.put(tx, told(known ?? unknown));
  }

  async put(tx: EntityManager, fact: Fact): Promise<void> {
    await tx.upsert(FactEntity, fact, ['kind', 'id']);
  }

  /**
   * The unit whose result a round was, null while dispatch has not said. Locks the round: an answer and a result that
   * are handled at the same time wait for each other, so that none of them misses the other.
   */
  async unitOfResult(tx: EntityManager, ticketId: string, round: number): Promise<string | null> {
    const [row] = await tx.query<{ unit: string | null }[]>(
      `insert into ticket_result as r (ticket_id, round) values ($1, $2)
       on conflict (ticket_id, round) do update set round = excluded.round returning r.unit`,
      [ticketId, round],
    );
    return row?.unit ?? null;
  }

  /** Whose result a round was: answers that came before learn their unit. */
  async noteResult(tx: EntityManager, ticketId: string, round: number, unit: string): Promise<void> {
    await tx.query(
      `insert into ticket_result (ticket_id, round, unit) values ($1, $2, $3)
       on conflict (ticket_id, round) do update set unit = excluded.unit`,
      [ticketId, round, unit],
    );
    await tx.query(
      `update fact set unit = $3 where kind = 'call-back' and ticket_id = $1 and (fields->>'round')::int = $2`,
      [ticketId, round, unit],
    );
  }
}
