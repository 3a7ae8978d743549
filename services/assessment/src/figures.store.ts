import { type CursorValue } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Fact } from './domain/fact.js';
import type { Tally } from './domain/indicator.js';
import type { Period } from './domain/period.js';

/** Which facts are counted: those of a period as they are now, or as a publication froze them. */
export type Source = { readonly period: Period } | { readonly publicationId: string };

/** A fact that is in a period and whose unit is known: only such ones are counted. */
export type CountedFact = Fact & { unit: string; countsAt: Date };

const COLUMNS = 'kind, id, ticket_id, unit, counts_at, settled_at, fields';

/** The table that a source stands for; its conditions take the parameters $1 and $2. */
function relationOf(source: Source): { sql: string; values: unknown[] } {
  if ('period' in source) {
    const sql = `(select ${COLUMNS} from fact where counts_at >= $1 and counts_at < $2)`;
    return { sql, values: [source.period.from, source.period.to] };
  }
  const sql = `(select ${COLUMNS} from publication_fact where publication_id = $1 and $2)`;
  return { sql, values: [source.publicationId, true] };
}

interface TallyRow extends Tally {
  unit: string;
}

/** Facts as figures are made of them. */
@Injectable()
export class FiguresStore {
  /** Facts that are alike in every field, counted by the database. */
  async tallies(tx: EntityManager, source: Source, units: readonly string[]): Promise<Map<string, Tally[]>> {
    const { sql, values } = relationOf(source);
    const rows = await tx.query<TallyRow[]>(
      `select unit, kind, fields, count(*)::int as times from ${sql} f where unit = any($3::text[])
       group by unit, kind, fields`,
      [...values, units],
    );
    const byUnit = new Map<string, Tally[]>(units.map((unit) => [unit, []]));
    for (const { unit, ...tally } of rows) byUnit.get(unit)?.push(tally);
    return byUnit;
  }

  /** The facts of a unit that are alike to one of the tallies, in the order in which they count. */
  async list(tx: EntityManager, source: Source, unit: string, page: FactPage): Promise<CountedFact[]> {
    const { sql, values } = relationOf(source);
    const [countsAt, kind, id] = page.after ?? [];
    return tx.query<CountedFact[]>(
      `select kind, id, ticket_id as "ticketId", unit, counts_at as "countsAt", settled_at as "settledAt", fields
       from ${sql} f
       where unit = $3 and (kind, fields) in (select * from unnest($4::text[], $5::jsonb[]))
         and ($6::timestamptz is null or (counts_at, kind, id) > ($6, $7::text, $8::text))
       order by counts_at, kind, id limit $9`,
      [
        ...values,
        unit,
        page.alike.map((tally) => tally.kind),
        page.alike.map(({ fields }) => JSON.stringify(fields)),
        countsAt ?? null,
        kind ?? null,
        id ?? null,
        page.limit,
      ],
    );
  }

  /** Copies the period's facts of these units as they are now. */
  async freeze(tx: EntityManager, publicationId: string, period: Period, units: readonly string[]): Promise<void> {
    await tx.query(
      `insert into publication_fact (publication_id, ${COLUMNS})
       select $1, ${COLUMNS} from fact where counts_at >= $2 and counts_at < $3 and unit = any($4::text[])`,
      [publicationId, period.from, period.to, units],
    );
  }
}

export interface FactPage {
  readonly alike: readonly Tally[];
  /** `counts_at`, kind and id of the last fact of the page before. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}
