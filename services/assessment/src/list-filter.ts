import type { CursorValue } from '@gridwhistle/platform';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export interface ListFilter {
  readonly plan?: string | undefined;
  readonly period?: string | undefined;
  readonly unit?: string | undefined;
  /** Only what concerns these units; undefined: everything. */
  readonly of?: readonly string[] | undefined;
}

/** A page of a list that is sorted by id. */
export interface ListPage {
  /** The last id of the page before. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}

/** Newest first; `concerned`: the columns that name whom a row concerns. */
export function filtered<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { plan, period, unit, of }: ListFilter,
  page: ListPage,
  concerned: readonly string[],
): SelectQueryBuilder<Row> {
  const { alias } = query;
  query.orderBy(`${alias}.id`, 'DESC').limit(page.limit);
  if (plan !== undefined) query.andWhere(`${alias}.plan = :plan`, { plan });
  if (period !== undefined) query.andWhere(`${alias}.period = :period`, { period });
  if (unit !== undefined) query.andWhere(`${alias}.unit = :unit`, { unit });
  if (of) query.andWhere(`(${concerned.map((name) => `${name} in (:...of)`).join(' or ')})`, { of: [...of, ''] });
  if (page.after) query.andWhere(`${alias}.id < :id`, { id: page.after[0] });
  return query;
}
