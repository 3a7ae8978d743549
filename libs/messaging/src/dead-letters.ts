import { DomainError } from '@gridwhistle/kernel';
import { Database } from '@gridwhistle/platform';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Reader } from './arrival.js';
import { lockGates, moveGates } from './gate.js';
import { runHandler } from './handler-run.js';
import { Handlers } from './handlers.js';
import { storableReason } from './storable.js';

/** A parked event. `behind`: nothing is wrong with it, an earlier one of its aggregate is parked. */
export interface DeadLetter {
  id: number;
  consumer: string;
  owner: string | null;
  entity: string | null;
  aggregateId: string | null;
  sequence: number | null;
  eventId: string | null;
  type: string;
  subject: string;
  payload: string;
  reason: string;
  behind: boolean;
  at: Date;
}

const COLUMNS = `id::float8 as id, consumer, owner, entity, aggregate_id as "aggregateId", sequence, event_id as "eventId",
  type, subject, payload, reason, behind, at`;
const OF_AGGREGATE = 'consumer = $1 and owner = $2 and entity = $3 and aggregate_id = $4';

/** The parked events of a service: looked at, applied again in order, or dropped. */
@Injectable()
export class DeadLetters {
  private readonly log = new Logger('DeadLetters');

  constructor(
    private readonly database: Database,
    private readonly handlers: Handlers,
  ) {}

  /** Oldest first; `after` is the id of the last one of the page before. */
  async list(after = 0, limit = 100): Promise<DeadLetter[]> {
    const sql = `select ${COLUMNS} from dead_letter where id > $1 order by id limit $2`;
    return this.database.source.query<DeadLetter[]>(sql, [after, limit]);
  }

  /** @throws DomainError `dead-letter.unknown` */
  async show(id: number): Promise<DeadLetter> {
    return find(this.database.source.manager, id);
  }

  /**
   * Applies the letter's aggregate from its first parked event on, in order, each in its own transaction, until none is
   * left (then its live events flow again) or one fails (it stays parked with the new reason).
   */
  async retry(id: number): Promise<{ applied: number; left: number; reason?: string }> {
    const letter = await this.show(id);
    for (let applied = 0; ; applied += 1) {
      try {
        const left = await this.database.transaction((tx) => this.applyFirst(tx, letter));
        if (left === 0) return { applied: applied + 1, left };
      } catch (error) {
        if (error instanceof DomainError && error.code === 'dead-letter.unknown' && applied > 0)
          return { applied, left: 0 };
        return { applied, ...(await this.failed(letter, error as Error)) };
      }
    }
  }

  /** Takes one letter away for good; what lies behind it stays until it is retried. Recorded in the log. */
  async drop(id: number): Promise<{ left: number }> {
    return this.database.transaction(async (tx) => {
      const letter = await find(tx, id);
      await lockLetters(tx, letter);
      this.log.warn(`dropped ${letter.type} ${letter.eventId ?? ''} of ${letter.consumer}: ${letter.reason}`);
      return { left: await remove(tx, letter) };
    });
  }

  private async applyFirst(tx: EntityManager, letter: DeadLetter): Promise<number> {
    await lockLetters(tx, letter);
    const first = await firstOf(tx, letter);
    const reader = new Reader(
      this.handlers.byDurable().get(first.consumer) ?? new Map(),
      this.handlers.entitiesOf(first.consumer),
    );
    const arrival = reader.fromOwner(first.subject, parsed(first.payload));
    if (arrival.fault !== undefined) throw new Error(arrival.fault);
    if (arrival.handler) await runHandler(tx, arrival.handler, [arrival]);
    return remove(tx, first);
  }

  /** The letter that failed is the first one now; its reason is renewed. */
  private async failed(letter: DeadLetter, error: Error): Promise<{ left: number; reason: string }> {
    return this.database.transaction(async (tx) => {
      const first = await firstOf(tx, letter);
      await tx.query('update dead_letter set reason = $2, behind = false where id = $1', [
        first.id,
        storableReason(error.message),
      ]);
      return { left: await count(tx, letter), reason: error.message };
    });
  }
}

async function find(tx: EntityManager, id: number): Promise<DeadLetter> {
  const [letter] = await tx.query<DeadLetter[]>(`select ${COLUMNS} from dead_letter where id = $1`, [id]);
  if (!letter) throw new DomainError('dead-letter.unknown', `there is no dead letter ${id}`);
  return letter;
}

/** The consumer's gate of the aggregate, locked: meanwhile no live event of it is applied or parked. */
async function lockLetters(tx: EntityManager, letter: DeadLetter): Promise<void> {
  await lockGates(tx, letter.consumer, placesOf(letter));
}

/** The first parked event of a letter's aggregate; a letter without one stands alone. */
async function firstOf(tx: EntityManager, letter: DeadLetter): Promise<DeadLetter> {
  if (letter.aggregateId === null) return find(tx, letter.id);
  const sql = `select ${COLUMNS} from dead_letter where ${OF_AGGREGATE} order by sequence, id limit 1`;
  const [first] = await tx.query<DeadLetter[]>(sql, aggregateOf(letter));
  if (!first) throw new DomainError('dead-letter.unknown', 'nothing of this aggregate is parked any more');
  return first;
}

/** Deletes a letter; when it was its aggregate's last, the gate opens again. Returns how many are left. */
async function remove(tx: EntityManager, letter: DeadLetter): Promise<number> {
  await tx.query('delete from dead_letter where id = $1', [letter.id]);
  const left = await count(tx, letter);
  if (left > 0) return left;
  const gates = await lockGates(tx, letter.consumer, placesOf(letter));
  await moveGates(
    tx,
    letter.consumer,
    [...gates.values()].map((gate) => ({ ...gate, parked: false })),
  );
  return 0;
}

async function count(tx: EntityManager, letter: DeadLetter): Promise<number> {
  if (letter.aggregateId === null)
    return (await tx.query<unknown[]>('select 1 from dead_letter where id = $1', [letter.id])).length;
  const sql = `select count(*)::int as left from dead_letter where ${OF_AGGREGATE}`;
  const [row] = await tx.query<{ left: number }[]>(sql, aggregateOf(letter));
  return row?.left ?? 0;
}

const aggregateOf = ({ consumer, owner, entity, aggregateId }: DeadLetter): unknown[] => [
  consumer,
  owner,
  entity,
  aggregateId,
];

function placesOf({ owner, entity, aggregateId }: DeadLetter) {
  if (owner === null || entity === null || aggregateId === null) return [];
  return [{ owner, entity, aggregateId, sequence: 0, key: '' }];
}

function parsed(payload: string): object {
  try {
    return JSON.parse(payload) as object;
  } catch {
    throw new Error('not JSON');
  }
}
