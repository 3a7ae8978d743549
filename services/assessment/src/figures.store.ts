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

/** Out of which figures a fact is: of everybody's, or of these units' only. */
export interface Exempt {
  readonly exempt: boolean;
  readonly exemptFor: readonly string[];
}

/** A fact that is in a period: only such ones are counted. */
export type CountedFact = Fact & { countsAt: Date };

const frozen = new ManyRows(
  new EntitySchema<Fact & { publicationId: string } & Exempt>({
    name: 'publication_fact',
    columns: {
      publicationId: { type: 'uuid', name: 'publication_id', primary: true },
      ...FACT_COLUMNS,
      exempt: { type: 'boolean' },
      exemptFor: { type: 'text', array: true, name: 'exempt_for' },
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
    const sql = `(select ${COLUMNS}, exempt, exempt_for from publication_fact where publication_id = $1)`;
    return { sql, values: [source.publicationId] };
  }
  const { plan, period } = source;
  const sql = `(select ${COLUMNS}, ${EXEMPT} from fact f ${exemptions('$3', '$4')} where counts_at >= $1 and counts_at < $2)`;
  return { sql, values: [period.from, period.to, plan, period.code] };
}

/** What is exempt in a plan's period, both given as parameters, beside facts `f`. */
const exemptions = (plan: string, period: string): string => `left join (
    select ticket_id as left_ticket, bool_or(unit is null) as whole,
      coalesce(array_agg(unit order by unit) filter (where unit is not null), '{}') as units
    from exemption where plan = ${plan} and period = ${period} group by ticket_id) e on e.left_ticket = f.ticket_id`;

const EXEMPT = `coalesce(e.whole, false) as exempt, coalesce(e.units, '{}') as exempt_for`;

/** Whether a fact `f` counts for a unit. */
const countsFor = (unit: string): string => `not f.exempt and not coalesce(${unit} = any(f.exempt_for), false)`;

const READ =
  'kind, id, ticket_id as "ticketId", unit, person, area, counts_at as "countsAt", settled_at as "settledAt", fields';

/** Which facts count for any of the units; its condition takes the three parameters after the first so many. */
function reachOf(units: readonly ScoredUnit[], after: number): Relation {
  const [all, own, areas] = [1, 2, 3].map((nth) => `$${after + nth}`);
  return {
    sql: `(${all} or ${ownScope(units)} = any(${own}::text[]) or area = any(${areas}::text[]))`,
    values: [
      units.some((unit) => unit.areas === 'all'),
      units.map(({ code }) => code),
      [...new Set(units.flatMap((unit) => areasOf(unit) ?? []))],
    ],
  };
}

type TallyRow = Omit<Tally, 'of'>;
type AreaTally = TallyRow & Pick<Exempt, 'exemptFor'> & { area: string | null };

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
    for (const { area, exemptFor, ...tally } of await this.ofAreas(tx, source)) {
      const counting = unitsOf(area).filter((code) => !exemptFor.includes(code));
      for (const code of counting) byUnit.get(code)?.push({ ...tally, of: 'area' });
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
      ...(page.of === 'person' ? [] : [unit.code]),
    ];
    const [whose, kinds, fields, at, lastKind, lastId, limit, code] = rest.map((_, n) => `$${values.length + n + 1}`);
    return tx.query<CountedFact[]>(
      `select ${READ}
       from ${sql} f
       where (${whose}::text[] is null or ${page.of} = any(${whose}))
         and ${countsFor(page.of === 'person' ? 'f.unit' : `${code}::text`)}
         and (kind, fields) in (select * from unnest(${kinds}::text[], ${fields}::jsonb[]))
         and (${at}::timestamptz is null or (counts_at, kind, id) > (${at}, ${lastKind}::text, ${lastId}::text))
       order by counts_at, kind, id limit ${limit}`,
      [...values, ...rest],
    );
  }

  /** Every fact that counts for one of the units, and for whom it is exempt. */
  all(tx: EntityManager, source: Source, units: readonly ScoredUnit[]): Promise<(CountedFact & Exempt)[]> {
    const { sql, values } = relationOf(source);
    const reach = reachOf(units, values.length);
    const read = `select ${READ}, exempt, exempt_for as "exemptFor" from ${sql} f where ${reach.sql}`;
    return tx.query(read, [...values, ...reach.values]);
  }

  /** Copies the period's facts of these units and their areas as they are now, exempt ones marked. */
  async freeze(
    tx: EntityManager,
    publicationId: string,
    of: { plan: string; period: Period },
    units: readonly ScoredUnit[],
  ): Promise<void> {
    const { sql, values } = relationOf(of);
    const reach = reachOf(units, values.length);
    await tx.query(
      `insert into publication_fact (publication_id, ${COLUMNS}, exempt, exempt_for)
       select $${values.length + reach.values.length + 1}, ${COLUMNS}, exempt, exempt_for from ${sql} f where ${reach.sql}`,
      [...values, ...reach.values, publicationId],
    );
  }

  /** Copies the facts of a publication for its correction. */
  async copy(tx: EntityManager, of: { plan: string; period: string }, from: string, to: string): Promise<void> {
    await tx.query(
      `insert into publication_fact (publication_id, ${COLUMNS})
       select $1, ${COLUMNS} from publication_fact where publication_id = $2`,
      [to, from],
    );
    await this.markExempt(tx, of, to);
  }

  /** Puts facts under a publication to come. */
  async put(tx: EntityManager, publicationId: string, facts: readonly Fact[]): Promise<void> {
    await frozen.save(
      tx,
      facts.map((fact) => ({ ...fact, publicationId, exempt: false, exemptFor: [] })),
    );
  }

  /** Marks the frozen facts that were exempted since, and no others. */
  async markExempt(tx: EntityManager, of: { plan: string; period: string }, publicationId: string): Promise<void> {
    const sql = `update publication_fact p set exempt = now.exempt, exempt_for = now.exempt_for
      from (select kind, id, ${EXEMPT} from publication_fact f ${exemptions('$2', '$3')} where publication_id = $1) now
      where p.publication_id = $1 and p.kind = now.kind and p.id = now.id
        and (p.exempt <> now.exempt or p.exempt_for <> now.exempt_for)`;
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
       where ${of} = any($${values.length + 1}::text[]) and ${countsFor('f.unit')} group by ${of}, kind, fields`,
      [...values, codes],
    );
  }

  private ofAreas(tx: EntityManager, source: Source): Promise<AreaTally[]> {
    const { sql, values } = relationOf(source);
    const alike = 'area, exempt_for, kind, fields';
    return tx.query(
      `select area, exempt_for as "exemptFor", kind, fields, count(*)::int as times from ${sql} f
       where not exempt group by ${alike}`,
      [...values],
    );
  }
}

export interface FactPage {
  readonly of: Scope;
  readonly alike: readonly Tally[];
  /** `counts_at`, kind and id of the last fact of the page before. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}
