import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** One look at people's data: who, what, why, when. Never changed. */
export interface LookRow {
  id: string;
  ticketId: string;
  what: 'words' | 'photos' | 'reporter';
  actorKind: string;
  actor: string;
  units: string[];
  purpose: string;
  at: Date;
}

export const LookEntity = new EntitySchema<LookRow>({
  name: 'look',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    what: { type: 'text' },
    actorKind: { type: 'text', name: 'actor_kind' },
    actor: { type: 'text' },
    units: { type: 'text', array: true },
    purpose: { type: 'text' },
    at: { type: 'timestamptz' },
  },
});

@Injectable()
export class LookStore {
  async insert(tx: EntityManager, row: LookRow): Promise<void> {
    await tx.insert(LookEntity, row);
  }
}
