import { SUGGESTION_VERDICTS, type SuggestionVerdict } from '@gridwhistle/contracts';
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
  unitVerdict: SuggestionVerdict | null;
  settledUnit: string | null;
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
    unitVerdict: { type: 'text', name: 'unit_verdict', nullable: true },
    settledUnit: { type: 'text', name: 'settled_unit', nullable: true },
  },
});

const suggestions = new ManyRows(SuggestionEntity);

/** How often a version suggested a category or a unit, and what became of them so far. */
export interface Tally extends Record<SuggestionVerdict, number> {
  what: 'category' | 'unit';
  suggested: number;
}

const tallyOf = (what: Tally['what'], verdict: string): string => `
  select '${what}' as what, count(${what})::int as suggested,
    ${SUGGESTION_VERDICTS.map((each) => `count(*) filter (where ${verdict} = '${each}')::int as ${each}`).join()}
  from suggestion where version = $1`;
const TALLIES = `${tallyOf('category', 'verdict')} union all ${tallyOf('unit', 'unit_verdict')}`;

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

  tallies(tx: EntityManager, version: number): Promise<Tally[]> {
    return tx.query(TALLIES, [version]);
  }

  save(tx: EntityManager, rows: readonly SuggestionRow[]): Promise<void> {
    return suggestions.save(tx, rows);
  }
}
