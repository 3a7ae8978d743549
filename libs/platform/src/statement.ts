import type { ClientBase, QueryResultRow } from 'pg';
import { QueryFailedError, type EntityManager } from 'typeorm';

/** A hot statement: each session plans it once, under its name. One name, one text. */
export interface Statement {
  name: string;
  text: string;
}

/**
 * A column of many values goes in as one text, a line each (`fromLines` in the statement), where none can hold a line
 * break or be empty: neither side quotes and unquotes each of them, which costs more than the rest of a large insert.
 */
export const toLines = (values: readonly (string | number | null)[]): string => values.join('\n');

/** The array of a parameter that was made by `toLines`; an empty line is null. */
export const fromLines = (parameter: number, type: string): string =>
  `string_to_array($${parameter}, E'\\n', '')::${type}[]`;

/** The PostgreSQL connection behind a transaction; the few hot statements go straight to it. */
export async function clientOf(tx: EntityManager): Promise<ClientBase> {
  if (!tx.queryRunner) throw new Error('a transaction is needed: call it inside Database.transaction(…)');
  return (await tx.queryRunner.connect()) as ClientBase;
}

/** Reads: by a prepared statement in a transaction, by a plain one outside of any. */
export function read<Row extends QueryResultRow>(tx: EntityManager, statement: Statement, values: unknown[]) {
  return tx.queryRunner ? run<Row>(tx, statement, values) : tx.query<Row[]>(statement.text, values);
}

/** Runs a prepared statement in the transaction; errors are TypeORM's, so that lost races are retried as ever. */
export async function run<Row extends QueryResultRow>(
  tx: EntityManager,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const client = await clientOf(tx);
  try {
    return (await client.query<Row>({ ...statement, values })).rows;
  } catch (error) {
    throw new QueryFailedError(statement.text, [], error as Error);
  }
}
