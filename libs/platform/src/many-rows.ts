import type { EntityManager, EntitySchema, EntitySchemaColumnOptions, ObjectLiteral } from 'typeorm';
import { fromLines, read, run, toLines, type Statement } from './statement.js';

interface Column {
  property: string;
  name: string;
  type: string;
  isPrimary: boolean;
  isGiven: boolean;
}

/**
 * Reads and writes many rows of an entity with one prepared statement each, for hot paths; TypeORM does the rest. Rows
 * go in as one JSON text, so a text has one plan for any number of rows.
 */
export class ManyRows<Row extends ObjectLiteral> {
  private readonly columns: Column[];
  private readonly keys: Column[];
  private readonly table: string;
  private readonly select: string;
  private readonly statements: Record<'find' | 'lock' | 'save' | 'add', Statement>;

  /** `by`: what rows are found by; the primary key when left out. */
  constructor(schema: EntitySchema<Row>, ...by: (keyof Row & string)[]) {
    this.columns = columnsOf(schema);
    this.keys = this.columns.filter(({ property, isPrimary }) => (by.length > 0 ? by.includes(property) : isPrimary));
    this.table = schema.options.tableName ?? schema.options.name;
    this.select = selectOf(this.table, this.columns);
    this.statements = statementsOf(this.table, this.columns, this.keys);
  }

  /** The rows with these keys, in no order. */
  find(tx: EntityManager, keys: readonly Partial<Row>[]): Promise<Row[]> {
    return this.read(tx, this.statements.find, keys);
  }

  /** The rows with these keys, locked until the transaction ends, in the order of their primary keys. */
  lock(tx: EntityManager, keys: readonly Partial<Row>[]): Promise<Row[]> {
    return this.read(tx, this.statements.lock, keys);
  }

  /** A statement that reads whole rows by something else: `condition` stands after `where`. */
  where(name: string, condition: string): Statement {
    return { name, text: `${this.select} where ${condition}` };
  }

  /** Inserts or replaces, in the rows' order. A key may stand in it once. */
  async save(tx: EntityManager, rows: readonly Row[]): Promise<void> {
    await this.write(tx, this.statements.save, rows);
  }

  /** Inserts, in the rows' order; what the database gives itself is left out. */
  async add(tx: EntityManager, rows: readonly Omit<Row, 'id'>[]): Promise<void> {
    await this.write(tx, this.statements.add, rows);
  }

  /** Inserts rows that differ in some columns alone, texts as `toLines` has them: whatever else `like` says is sent once. */
  alike<Key extends keyof Row & string>(...differing: Key[]) {
    const columns = differing.map((key) => this.columns.find(({ property }) => property === key) as Column);
    const statement = alikeOf(this.table, this.columns, columns);
    return async (tx: EntityManager, like: Row, rows: readonly Pick<Row, Key>[]): Promise<void> => {
      const values = differing.map((key) => toLines(rows.map((row) => row[key] as string | null)));
      if (rows.length > 0) await run(tx, statement, [JSON.stringify(this.stored(like)), ...values]);
    };
  }

  private async read(tx: EntityManager, statement: Statement, keys: readonly Partial<Row>[]): Promise<Row[]> {
    if (keys.length === 0) return [];
    return read<Row>(
      tx,
      statement,
      this.keys.map(({ property }) => keys.map((key) => key[property] as unknown)),
    );
  }

  private async write(tx: EntityManager, statement: Statement, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    await run(tx, statement, [JSON.stringify(rows.map((row) => this.stored(row as Record<string, unknown>)))]);
  }

  private stored(row: Record<string, unknown>): Record<string, unknown> {
    const stored: Record<string, unknown> = {};
    for (const { property, name } of this.columns) stored[name] = row[property];
    return stored;
  }
}

function columnsOf(schema: EntitySchema<never> | EntitySchema<ObjectLiteral>): Column[] {
  const entries = Object.entries(schema.options.columns) as [string, EntitySchemaColumnOptions][];
  return entries.map(([property, { name, type, array, primary, generated, insert }]) => ({
    property,
    name: name ?? property,
    type: `${String(type)}${array === true ? '[]' : ''}`,
    isPrimary: primary === true,
    isGiven: generated === undefined && insert !== false,
  }));
}

const selectOf = (table: string, columns: readonly Column[]): string =>
  `select ${columns.map(({ name, property }) => `"${name}" as "${property}"`).join(', ')} from ${table}`;

const namesOf = (some: readonly Column[]): string => some.map(({ name }) => `"${name}"`).join(', ');

function statementsOf(table: string, columns: readonly Column[], keys: readonly Column[]) {
  const given = columns.filter(({ isGiven }) => isGiven);
  const arrays = keys.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  const wanted =
    keys.length === 1 ? `${namesOf(keys)} = any(${arrays})` : `(${namesOf(keys)}) in (select * from unnest(${arrays}))`;
  const find = `${selectOf(table, columns)} where ${wanted}`;
  const add = `insert into ${table} (${namesOf(given)}) select ${namesOf(given)} from json_populate_recordset(null::${table}, $1::json)`;
  const primary = columns.filter(({ isPrimary }) => isPrimary);
  const changed = given.filter(({ isPrimary }) => !isPrimary).map(({ name }) => `"${name}" = excluded."${name}"`);
  const save = `${add} on conflict (${namesOf(primary)}) do update set ${changed.join(', ')}`;
  const by = keys.map(({ name }) => name).join('_');
  const named = (what: string, text: string): Statement => ({ name: `gw_${table}_${what}_${by}`, text });
  return {
    find: named('find', find),
    lock: named('lock', `${find} order by ${namesOf(primary)} for update`),
    add: named('add', add),
    save: named('save', save),
  };
}

function alikeOf(table: string, columns: readonly Column[], differing: readonly Column[]): Statement {
  const given = columns.filter(({ isGiven }) => isGiven);
  const sources = given.map((column) => `${differing.includes(column) ? 'u' : 'l'}."${column.name}"`).join(', ');
  const arrays = differing.map(({ type }, index) => fromLines(index + 2, type)).join(', ');
  const text = `insert into ${table} (${namesOf(given)}) select ${sources}
    from json_populate_record(null::${table}, $1::json) l cross join unnest(${arrays}) u (${namesOf(differing)})`;
  return { name: `gw_${table}_alike`, text };
}
