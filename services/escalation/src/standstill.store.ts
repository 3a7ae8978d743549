import type { Suspension } from '@gridwhistle/clocks';
import { run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A time for which a ticket was suspended, or an objection to an order not ruled. */
export interface Standstill extends Suspension {
  /** Of the ticket or the order. */
  subjectId: string;
}

const BEGIN = {
  name: 'gw_standstill_begin',
  text: 'insert into standstill (subject_id, since) values ($1, $2) on conflict do nothing',
};

// The one that had begun last by then: what is heard of one suspension may come before what is of an older one.
const END = {
  name: 'gw_standstill_end',
  text: `update standstill set until = $2 where subject_id = $1 and until is null
    and since = (select max(since) from standstill where subject_id = $1 and since <= $2)`,
};

const OF = `select subject_id as "subjectId", since as "from", until as "to" from standstill
  where subject_id = any($1::uuid[]) order by subject_id, since`;

@Injectable()
export class StandstillStore {
  async begin(tx: EntityManager, subjectId: string, at: Date): Promise<void> {
    await run(tx, BEGIN, [subjectId, at]);
  }

  async end(tx: EntityManager, subjectId: string, at: Date): Promise<void> {
    await run(tx, END, [subjectId, at]);
  }

  of(tx: EntityManager, subjectIds: readonly string[]): Promise<Standstill[]> {
    return tx.query<Standstill[]>(OF, [subjectIds]);
  }
}
