import { ManyRows, type CursorValue } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import type { Fact } from './domain/fact.js';
import type { Scope, Tally } from './domain/indicator.js';
import type { Period } from './domain/period.js';
import { FACT_COLUMNS } from './fact.store.js';
import { areasOf, ownScope, unitsByArea, type ScoredUnit } from './scored-unit.js';

/** Which facts are counted: those of a plan's period as they are now, or as a publication froze them. */
export type Source = { readonly plan: string; readonly period: Period } | { readonly publicationId: string };

/** Whether a fact leaves the statistics. */
export interface Exempt {
  readonly exempt: boolean;
}

/** A fact that is in a period: only such ones are counted. */
export type CountedFact = Fact & { countsAt: Date };

const frozen = new ManyRows(
  new EntitySchema<Fact & { publicationId: string; exempt: boolean }>({
    name: 'publication_fact',
    columns: {
      publicationId: { type: 'uuid', name: 'publication_id', primary: true },
      ...FACT_COLUMNS,
      exempt: { type: 'boolean' },
    },
  }),
);

const COLUMNS = 'kind, id, ticket_id, unit, person, area, counts_at, settled_at, fields';

/** The facts of a source; its conditions take the first parameters. */
interface Relation {
  readonly sql: string;
  readonly values: readonly unknown[];
}

function relationOf(source: Source): Relation {
  if ('publicationId' in source) {
    const sql = `(select ${COLUMNS} from publication_fact where publication_id = $1 and not exempt)`;
    return { sql, values: [source.publicationId] };
  }
  const { plan, period } = source;
  const sql = `(select ${COLUMNS} from fact f where counts_at >= $1 and counts_at < $2 and not ${exempt('$3', '$4')})`;
  return { sql, values: [period.from, period.to, plan, period.code] };
}

/** Whether a fact `f` leaves the statistics of a plan's period, both given as parameters. */
const exempt = (plan: string, period: string): string => `exists (
  select 1 from exemption e where e.plan = ${plan} and e.period = ${period} and e.ticket_id = f.ticket_id
    and (e.unit is null or e.unit = f.unit))`;

const READ =
  'kind, id, ticket_id as "ticketId", unit, person, area, counts_at as "countsAt", settled_at as "settledAt", fields';

/** Which facts count for any of the units; its condition takes the first three parameters. */
function reachOf(units: readonly ScoredUnit[]): Relation {
  return {
    sql: `($1 or ${ownScope(units)} = any($2::text[]) or area = any($3::text[]))`,
    values: [
      units.some(({ areas }) => areas === 'all'),
      units.map(({ code }) => code),
      [...new Set(units.flatMap((unit) => areasOf(unit) ?? []))],
    ],
  };
}

type TallyRow = Omit<Tally, 'of'>;

/** Facts as figures are made of them. */
@Injectable()
export class FiguresStore {
  /** Facts that are alike in every field, counted by the database: of the units, and of the areas that count for them. */
  async tallies(tx: EntityManager, source: Source, units: readonly ScoredUnit[]): Promise<Map<string, Tally[]>> {
    const byUnit = new Map<string, Tally[]>(units.map(({ code }) => [code, []]));
    const of = ownScope(units);
    for (const { whose, ...tally } of await this.ofUnits(tx, source, of, [...byUnit.keys()])) {
      byUnit.get(whose)?.push({ ...tally, of });
    }
    if (units.every(({ areas }) => areas === undefined)) return byUnit;
    const unitsOf = unitsByArea(units);
    for (const { area, ...tally } of await this.ofAreas(tx, source)) {
      for (const code of unitsOf(area)) byUnit.get(code)?.push({ ...tally, of: 'area' });
    }
    return byUnit;
  }

  /** The facts of a unit or its areas that are alike to one of the tallies, in the order in which they count. */
  async list(tx: EntityManager, source: Source, unit: ScoredUnit, page: FactPage): Promise<CountedFact[]> {
    const { sql, values } = relationOf(source);
    const [countsAt, kind, id] = page.after ?? [];
    const rest = [
      page.of === 'area' ? areasOf(unit) : [unit.code],
      page.alike.map((tally) => tally.kind),
      page.alike.map(({ fields }) => JSON.stringify(fields)),
      countsAt ?? null,
      kind ?? null,
      id ?? null,
      page.limit,
    ];
    const [whose, kinds, fields, at, lastKind, lastId, limit] = rest.map((_, n) => `$${values.length + n + 1}`);
    return tx.query<CountedFact[]>(
      `select ${READ}
       from ${sql} f
       where (${whose}::text[] is null or ${page.of} = any(${whose}))
         and (kind, fields) in (select * from unnest(${kinds}::text[], ${fields}::jsonb[]))
         and (${at}::timestamptz is null or (counts_at, kind, id) > (${at}, ${lastKind}::text, ${lastId}::text))
       order by counts_at, kind, id limit ${limit}`,
      [...values, ...rest],
    );
  }

  /** Every fact that counts for one of the units, and whether it is exempt. */
  all(tx: EntityManager, source: Source, units: readonly ScoredUnit[]): Promise<(CountedFact & Exempt)[]> {
    const reach = reachOf(units);
    if ('publicationId' in source) {
      const sql = `select ${READ}, exempt from publication_fact where publication_id = $4 and ${reach.sql}`;
      return tx.query(sql, [...reach.values, source.publicationId]);
    }
    const { plan, period } = source;
    const sql = `select ${READ}, ${exempt('$6', '$7')} as exempt from fact f
      where counts_at >= $4 and counts_at < $5 and ${reach.sql}`;
    return tx.query(sql, [...reach.values, period.from, period.to, plan, period.code]);
  }

  /** Copies the period's facts of these units and their areas as they are now, exempt ones marked. */
  async freeze(
    tx: EntityManager,
    publicationId: string,
    { plan, period }: { plan: string; period: Period },
    units: readonly ScoredUnit[],
  ): Promise<void> {
    const reach = reachOf(units);
    await tx.query(
      `insert into publication_fact (publication_id, ${COLUMNS}, exempt)
       select $8, ${COLUMNS}, ${exempt('$6', '$7')} from fact f
       where counts_at >= $4 and counts_at < $5 and ${reach.sql}`,
      [...reach.values, period.from, period.to, plan, period.code, publicationId],
    );
  }

  /** Copies the facts of a publication for its correction. */
  async copy(tx: EntityManager, of: { plan: string; period: string }, from: string, to: string): Promise<void> {
    await tx.query(
      `insert into publication_fact (publication_id, ${COLUMNS}, exempt)
       select $1, ${COLUMNS}, false from publication_fact where publication_id = $2`,
      [to, from],
    );
    await this.markExempt(tx, of, to);
  }

  /** Puts facts under a publication to come. */
  async put(tx: EntityManager, publicationId: string, facts: readonly Fact[]): Promise<void> {
    await frozen.save(
      tx,
      facts.map((fact) => ({ ...fact, publicationId, exempt: false })),
    );
  }

  /** Marks the frozen facts that were exempted since, and no others. */
  async markExempt(tx: EntityManager, of: { plan: string; period: string }, publicationId: string): Promise<void> {
    const sql = `update publication_fact f set exempt = not exempt
      where publication_id = $1 and exempt <> ${exempt('$2', '$3')}`;
    await tx.query(sql, [publicationId, of.plan, of.period]);
  }

  private ofUnits(
    tx: EntityManager,
    source: Source,
    of: Scope,
    codes: string[],
  ): Promise<(TallyRow & { whose: string })[]> {
    const { sql, values } = relationOf(source);
    return tx.query(
      `select ${of} as whose, kind, fields, count(*)::int as times from ${sql} f
       where ${of} = any($${values.length + 1}::text[]) group by ${of}, kind, fields`,
      [...values, codes],
    );
  }

  private ofAreas(tx: EntityManager, source: Source): Promise<(TallyRow & { area: string | null })[]> {
    const { sql, values } = relationOf(source);
    return tx.query(`select area, kind, fields, count(*)::int as times from ${sql} f group by area, kind, fields`, [
      ...values,
    ]);
  }
}

export interface FactPage {
  readonly of: Scope;
  readonly alike: readonly Tally[];
  /** `counts_at`, kind and id of the last fact of the page before. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}
