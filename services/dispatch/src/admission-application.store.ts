import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import type { Application } from './domain/admission-application.js';
import type { Decided } from './domain/fact.js';
import type { AdmittedDuty } from './domain/rules.js';
import { eventOf } from './matter.changes.js';

export type ApplicationRow = Application & {
  /** Sequence of its last event: its version. */
  sequence: number;
  updatedAt: Date;
};

export const AdmissionEntity = new EntitySchema<ApplicationRow>({
  name: 'admission',
  columns: {
    id: { type: 'uuid', primary: true },
    duty: { type: 'text' },
    name: { type: 'text' },
    unit: { type: 'text' },
    state: { type: 'text' },
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

const applications = new ManyRows(AdmissionEntity);

const OF_DUTY = applications.where(
  'gw_admission_of_duty',
  `duty = any($1::text[]) and state in ('requested', 'approved')`,
);
const PAGE = applications.where(
  'gw_admission_page',
  'id < $1 and (unit = any($2::text[]) or $3) order by id desc limit $4',
);

/** Applications for admission, and the duties that they admitted beside the profile's. */
@Injectable()
export class AdmissionStore {
  /** The application with its row locked, or `admission.unknown`. */
  async lock(tx: EntityManager, id: string): Promise<ApplicationRow> {
    return only(await applications.lock(tx, [{ id }]));
  }

  async get(tx: EntityManager, id: string): Promise<ApplicationRow> {
    return only(await applications.find(tx, [{ id }]));
  }

  /** Whether a duty is asked for or was approved. */
  async isKnown(tx: EntityManager, duty: string): Promise<boolean> {
    return (await run(tx, OF_DUTY, [[duty]])).length > 0;
  }

  /** Those of some duties that applications admitted; to grids alone. */
  async admitted(tx: EntityManager, duties: readonly string[]): Promise<AdmittedDuty[]> {
    if (duties.length === 0) return [];
    const rows = await run<ApplicationRow>(tx, OF_DUTY, [duties]);
    return rows.filter(({ state }) => state === 'approved').map(({ duty: code }) => ({ code, tiers: ['grid'] }));
  }

  /** Applications below an id, newest first: of some units, or everybody's. */
  page(tx: EntityManager, below: string, units: readonly string[], all: boolean, limit: number) {
    return tx.query<ApplicationRow[]>(PAGE.text, [below, units, all, limit]);
  }

  async save(
    tx: EntityManager,
    before: number,
    { next, events }: Decided<Application>,
    now: Date,
  ): Promise<ApplicationRow> {
    const row = { ...next, sequence: before + events.length, updatedAt: now };
    await applications.save(tx, [row]);
    const aggregate = { entity: 'admission', id: next.id, sequence: before, ticketId: null, unit: next.unit };
    await publish(tx, aggregate, events.map(eventOf), now);
    return row;
  }
}

function only([row]: ApplicationRow[]): ApplicationRow {
  if (!row) throw new DomainError('admission.unknown', 'there is no such application');
  return row;
}
