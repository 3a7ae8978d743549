import { countsOfficeTime, dueAt, recountClock, STATE_COUNCIL_NOTICES, type WorkCalendar } from '@gridwhistle/clocks';
import { digestOf } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import type { ClockRow } from './clock-row.js';
import type { ClockStore } from './clock-store.js';
import { groupBy } from './group-by.js';
import { run, type Statement } from './statement.js';

/** The condition of the index `clock_calendar`. */
const IN_WORKING_TIME = `state <> 'ended' and measure in ('work-hour', 'work-day')`;
const AT_ONCE = 200;
const PAGE = 1_000;

const LATEST_BUILT_IN = Math.max(...STATE_COUNCIL_NOTICES.map(({ year }) => year));
const keys = new WeakMap<WorkCalendar, string>();

/** Names a calendar by what it says, behind the last year that the program itself knows: `2026-` and a digest. */
export function calendarKey(calendar: WorkCalendar): string {
  const known = keys.get(calendar);
  if (known) return known;
  const { officeHours, holidays, makeUpDays, announcedYears } = calendar;
  const days = [holidays, makeUpDays, announcedYears.map(String)].map((list) => list.toSorted());
  const key = `${LATEST_BUILT_IN}-${digestOf([officeHours, ...days])
    .toString('hex')
    .slice(0, 24)}`;
  keys.set(calendar, key);
  return key;
}

/** True of a clock that runs or stands and was counted with another calendar. */
export const isOutdated = ({ clock, calendar: counted }: ClockRow, calendar: WorkCalendar): boolean =>
  clock.state !== 'ended' && countsOfficeTime(clock.limit.unit) && counted !== calendarKey(calendar);

/** Clocks of which entities are looked for, and what of them is told. */
export interface OutdatedClocks {
  readonly entities: readonly string[];
  readonly by: 'ticket_id' | 'aggregate_id';
}

/**
 * Tickets or aggregates with clocks that run or stand and were counted with another calendar, some at once. What a newer
 * program counted is left to it: while both run, the two would else undo each other's work for ever.
 */
export async function outdatedBy(
  tx: EntityManager,
  clocks: OutdatedClocks,
  calendar: WorkCalendar,
): Promise<{ id: string }[]> {
  return run<{ id: string }>(tx, outdated(clocks), [calendarKey(calendar), String(LATEST_BUILT_IN + 1)]);
}

// Each part is a range of the index, in its order: nothing else is read where nothing is outdated.
function outdated({ entities, by }: OutdatedClocks): Statement {
  const parts = entities.flatMap((entity) =>
    ['calendar < $1', 'calendar > $1 and calendar < $2', 'calendar is null'].map(
      (range) => `(select ${by} as id from clock where entity = '${entity}' and ${range} and ${IN_WORKING_TIME}
        order by entity, calendar limit ${AT_ONCE})`,
    ),
  );
  return {
    name: `gw_clock_outdated_${entities.join('_')}`,
    text: `select distinct id from (${parts.join(' union all ')}) found order by 1 limit ${AT_ONCE}`,
  };
}

const WORKING = {
  name: 'gw_clock_working',
  text: `select distinct aggregate_id as id from clock where ${IN_WORKING_TIME} order by 1`,
};

/** The aggregates by entity that would be due at another moment, were this calendar in force; nothing is changed. */
export async function movedBy(
  tx: EntityManager,
  store: ClockStore,
  calendar: WorkCalendar,
): Promise<Map<string, string[]>> {
  const ids = (await run<{ id: string }>(tx, WORKING, [])).map(({ id }) => id);
  const moved: ClockRow[] = [];
  // Page by page, so that others have their turns.
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await store.loadMany(tx, ids.slice(at, at + PAGE));
    moved.push(...rows.filter((row) => isMoved(row, calendar)));
  }
  const byEntity = groupBy(moved, ({ entity }) => entity);
  return new Map(
    [...byEntity].map(([entity, rows]) => [entity, [...new Set(rows.map(({ aggregateId }) => aggregateId))].sort()]),
  );
}

function isMoved({ clock, dueAt: told }: ClockRow, calendar: WorkCalendar): boolean {
  if (clock.state === 'ended') return false;
  return dueAt(recountClock(clock, calendar), calendar)?.at.getTime() !== told?.getTime();
}
