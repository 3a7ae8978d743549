import { HardCaseDeclared, make, type HardReason } from '@gridwhistle/contracts';
import { publishAll } from '@gridwhistle/messaging';
import { run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A ticket that was declared a hard case, which happens once. */
export interface HardCaseRow {
  ticketId: string;
  reason: HardReason;
  at: Date;
}

/** What makes a ticket hard, and when. */
export interface Hardship extends HardCaseRow {
  traceparent: string | undefined;
}

export const HardCaseEntity = new EntitySchema<HardCaseRow>({
  name: 'hard_case',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    reason: { type: 'text' },
    at: { type: 'timestamptz' },
  },
});

const DECLARE = {
  name: 'gw_hard_case_declare',
  text: `insert into hard_case (ticket_id, reason, at) select * from unnest($1::uuid[], $2::text[], $3::timestamptz[])
    on conflict do nothing returning ticket_id as "ticketId"`,
};

@Injectable()
export class HardCaseStore {
  /** Declares tickets to be hard cases, those that are not yet. */
  async declare(tx: EntityManager, hardships: readonly Hardship[]): Promise<void> {
    if (hardships.length === 0) return;
    const values = [hardships.map((h) => h.ticketId), hardships.map((h) => h.reason), hardships.map((h) => h.at)];
    const fresh = new Set((await run<HardCaseRow>(tx, DECLARE, values)).map(({ ticketId }) => ticketId));
    for (const { ticketId, reason, at, traceparent } of hardships) {
      if (!fresh.delete(ticketId)) continue;
      const aggregate = { entity: 'hard-case', id: ticketId, sequence: 0, ticketId, unit: null };
      await publishAll(tx, [{ aggregate, events: [make(HardCaseDeclared, { ticketId, reason })], traceparent }], at);
    }
  }
}
