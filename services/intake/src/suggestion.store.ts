import type { SuggestionVerdict } from '@gridwhistle/contracts';
import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A suggestion as it was made, and what became of it. */
export interface SuggestionRow {
  ticketId: string;
  version: number;
  category: string;
  confidence: number;
  applied: boolean;
  unit: string | null;
  unitConfidence: number | null;
  verdict: SuggestionVerdict | null;
  settledAs: string | null;
}

export const SuggestionEntity = new EntitySchema<SuggestionRow>({
  name: 'suggestion',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    version: { type: 'int' },
    category: { type: 'text' },
    confidence: { type: 'real' },
    applied: { type: 'boolean' },
    unit: { type: 'text', nullable: true },
    unitConfidence: { type: 'real', name: 'unit_confidence', nullable: true },
    verdict: { type: 'text', nullable: true },
    settledAs: { type: 'text', name: 'settled_as', nullable: true },
  },
});

const suggestions = new ManyRows(SuggestionEntity);

@Injectable()
export class SuggestionStore {
  add(tx: EntityManager, rows: readonly SuggestionRow[]): Promise<void> {
    return suggestions.add(tx, rows);
  }

  async find(tx: EntityManager, ticketId: string): Promise<SuggestionRow | undefined> {
    return (await suggestions.find(tx, [{ ticketId }]))[0];
  }

  /** Those of these tickets that have one, locked, in the order of their ids. */
  lock(tx: EntityManager, ticketIds: readonly string[]): Promise<SuggestionRow[]> {
    return suggestions.lock(
      tx,
      ticketIds.map((ticketId) => ({ ticketId })),
    );
  }

  save(tx: EntityManager, rows: readonly SuggestionRow[]): Promise<void> {
    return suggestions.save(tx, rows);
  }
}
