import type { OpenGroup, OpenKind, Repartition } from '@gridwhistle/contracts';
import type { WorkCalendar } from '@gridwhistle/clocks';
import { movedBy, type ClockStore } from '@gridwhistle/messaging';
import type { EntityManager } from 'typeorm';

/** Where a service finds what is open under the codes of one kind. Table, column and condition are SQL of the service's own. */
export interface OpenQuestion {
  readonly what: OpenKind;
  readonly of: Exclude<keyof Repartition, 'calendars'>;
  readonly table: string;
  readonly column: string;
  /** What is open. */
  readonly where: string;
  /** `id` when left out. */
  readonly id?: string;
}

/** So many ids lead to what is meant; the count says how many there are. */
const NAMED = 20;

/** What is open under the codes of a re-partition: one statement a question, whatever is found. */
export async function openGroups(
  tx: Pick<EntityManager, 'query'>,
  questions: readonly OpenQuestion[],
  asked: Repartition,
): Promise<OpenGroup[]> {
  const groups: OpenGroup[] = [];
  for (const question of questions.filter(({ of }) => asked[of].length > 0)) {
    const rows = await tx.query<Omit<OpenGroup, 'what'>[]>(textOf(question), [asked[question.of]]);
    groups.push(...rows.map((row) => ({ what: question.what, ...row })));
  }
  return groups;
}

/** Whose clocks would be due at another moment by these calendars, under the entity's name. */
export async function movedGroups(
  tx: EntityManager,
  clocks: ClockStore,
  { calendars }: Repartition,
): Promise<OpenGroup[]> {
  const groups: OpenGroup[] = [];
  for (const calendar of calendars) {
    const moved = await movedBy(tx, clocks, calendar as WorkCalendar);
    for (const [code, ids] of moved) {
      groups.push({ what: 'clock-moved', code, count: ids.length, ids: ids.slice(0, NAMED) });
    }
  }
  return groups;
}

const textOf = ({ table, column, where, id = 'id' }: OpenQuestion): string => `
  select code, n as count, array_agg(id order by id) as ids from (
    select ${column} as code, ${id} as id, (count(*) over (partition by ${column}))::int as n,
      row_number() over (partition by ${column} order by ${id}) as place
    from ${table} where ${where} and ${column} = any($1::text[])) found
  where place <= ${NAMED} group by code, n order by code`;
