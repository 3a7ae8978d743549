import type { Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import type { KnownPeriod, PeriodState } from './domain/period.js';

/** A period of a plan that was opened, with the plan as it was then. */
export interface PeriodRow {
  id: string;
  plan: string;
  code: string;
  from: Date;
  to: Date;
  document: Plan;
  state: PeriodState;
  /** Under which publication its facts lie, once frozen. */
  frozenAs: string | null;
  /** Nothing that happened later counts. */
  frozenAt: Date | null;
  /** Where the facts lie as they were recounted since: what is published next counts them. */
  recountedAs: string | null;
  /** Staff id, or `BY_ITSELF`. */
  openedBy: string;
  openedAt: Date;
  sequence: number;
}

/** Who opened a period that nobody opened by hand. */
export const BY_ITSELF = 'system';

export const PeriodEntity = new EntitySchema<PeriodRow>({
  name: 'period',
  columns: {
    id: { type: 'uuid', primary: true },
    plan: { type: 'text' },
    code: { type: 'text' },
    from: { type: 'timestamptz', name: 'from_at' },
    to: { type: 'timestamptz', name: 'to_at' },
    document: { type: 'jsonb' },
    state: { type: 'text' },
    frozenAs: { type: 'uuid', name: 'frozen_as', nullable: true },
    frozenAt: { type: 'timestamptz', name: 'frozen_at', nullable: true },
    recountedAs: { type: 'uuid', name: 'recounted_as', nullable: true },
    openedBy: { type: 'text', name: 'opened_by' },
    openedAt: { type: 'timestamptz', name: 'opened_at' },
    sequence: { type: 'int' },
  },
});

@Injectable()
export class PeriodStore {
  /** Lets one transaction at a time act on the periods of a plan: open, freeze, publish, propose, exempt. */
  async lock(tx: EntityManager, plan: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`assessment:${plan}`]);
  }

  async insert(tx: EntityManager, row: PeriodRow): Promise<void> {
    await tx.insert(PeriodEntity, row);
  }

  async update(tx: EntityManager, id: string, change: Partial<PeriodRow>): Promise<void> {
    await tx.update(PeriodEntity, { id }, change);
  }

  find(tx: EntityManager, plan: string, code: string): Promise<PeriodRow | null> {
    return tx.findOne(PeriodEntity, { where: { plan, code } });
  }

  /** Of every plan, without what they are scored by. */
  known(tx: EntityManager): Promise<(KnownPeriod & { plan: string })[]> {
    return tx.find(PeriodEntity, { select: { plan: true, code: true, from: true, to: true, state: true } });
  }

  /** By their beginning. */
  ofPlan(tx: EntityManager, plan: string): Promise<PeriodRow[]> {
    return tx.find(PeriodEntity, { where: { plan }, order: { from: 'asc' } });
  }
}
