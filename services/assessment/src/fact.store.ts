import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { keyOf, type Fact } from './domain/fact.js';
import { applyTold, type Told } from './told.js';

/** The columns of a fact, live or frozen. */
export const FACT_COLUMNS = {
  kind: { type: 'text', primary: true },
  id: { type: 'text', primary: true },
  ticketId: { type: 'uuid', name: 'ticket_id' },
  unit: { type: 'text', nullable: true },
  person: { type: 'text', nullable: true },
  area: { type: 'text', nullable: true },
  countsAt: { type: 'timestamptz', name: 'counts_at', nullable: true },
  settledAt: { type: 'timestamptz', name: 'settled_at', nullable: true },
  fields: { type: 'jsonb' },
} as const;

export const FactEntity = new EntitySchema<Fact>({ name: 'fact', columns: FACT_COLUMNS });

const facts = new ManyRows(FactEntity);

// Of a report two aggregates tell: the row is made before it is locked, so that neither misses what the other said.
const MAKE_REPORTS = {
  name: 'gw_fact_reports',
  text: `insert into fact (kind, id, ticket_id, fields)
    select distinct 'report', id, id::uuid, '{}'::jsonb from unnest($1::text[]) id order by 2
    on conflict (kind, id) do nothing`,
};

/** Facts as events tell them; only consumers write here. */
@Injectable()
export class FactStore {
  /** Applies what events say, in their order; a fact is made by the first that speaks of it. */
  async change(tx: EntityManager, told: readonly Told[]): Promise<void> {
    const unknown = new Map(told.map(({ unknown }) => [keyOf(unknown), unknown]));
    const reports = [...unknown.values()].filter(({ kind }) => kind === 'report');
    if (reports.length > 0) await run(tx, MAKE_REPORTS, [reports.map(({ id }) => id)]);
    const known = await facts.lock(tx, [...unknown.values()]);
    const changed = new Map(known.map((fact) => [keyOf(fact), fact]));
    applyTold(changed, told);
    await facts.save(tx, [...changed.values()]);
  }
}
