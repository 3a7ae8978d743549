import {
  countsOfficeTime,
  dueAt,
  fireRungs,
  rungsOf,
  type Clock,
  type Rung,
  type RungPolicy,
  type WorkCalendar,
} from '@gridwhistle/clocks';
import { calendarKey } from './clock-calendar.js';

/** What a clock judges. `id` is the clock's own UUID; `unit` the unit that is judged. */
export interface ClockPlace {
  id: string;
  entity: string;
  aggregateId: string;
  ticketId: string | null;
  unit: string | null;
}

/** A clock as it is stored beside its fact, with what is derived from it: due moment and the rungs still to fire. */
export interface ClockRow extends ClockPlace {
  clock: Clock;
  dueAt: Date | null;
  provisional: boolean;
  /** Names the calendar that it was counted with; null where none is needed, and in rows of before. */
  calendar: string | null;
  /** Still to fire, in order. */
  rungs: Rung[];
  /** The next one that the timer fires; null while nothing is to come. */
  nextRung: string | null;
  nextRungAt: Date | null;
}

/** What of a clock decides its rungs: all that is read of it when it falls due, and all that firing changes. */
export interface DueClock extends ClockPlace {
  clock: Pick<Clock, 'kind' | 'fired'>;
  dueAt: Date | null;
  rungs: Rung[];
  nextRung: string | null;
  nextRungAt: Date | null;
}

/** The rungs that a clock's moment has come for, in order, and the clock without them. */
export interface TakenRungs<Row extends DueClock = DueClock> {
  rungs: Rung[];
  row: Row;
}

/** A rung that has fired: its name, its moment, and the clock that came to it. */
export interface FiredRung extends Pick<Rung, 'name' | 'at'> {
  clock: DueClock;
}

/** The row of a clock after an act on it: due moment and rungs are derived anew. */
export function clockRow(place: ClockPlace, clock: Clock, policy: RungPolicy, calendar: WorkCalendar): ClockRow {
  const due = dueAt(clock, calendar);
  const at = due?.at ?? null;
  const rungs = rungsOf(policy, clock, calendar);
  const counted = countsOfficeTime(clock.limit.unit) ? calendarKey(calendar) : null;
  const derived = { clock, dueAt: at, provisional: due?.provisional ?? false, calendar: counted, rungs };
  return { ...placeOf(place), ...derived, ...nextOf(rungs, at) };
}

/** The rungs whose moment has come, and the row without them. Pure: the caller publishes the events and saves the row. */
export function takeDue<Row extends DueClock>(row: Row, now: Date): TakenRungs<Row> {
  const taken = row.rungs.filter((rung) => rung.at <= now && !mustWait(rung, row.dueAt));
  const names = taken.map(({ name }) => name);
  const rungs = row.rungs.filter((rung) => !taken.includes(rung));
  return { rungs: taken, row: { ...row, clock: fireRungs(row.clock, names), rungs, ...nextOf(rungs, row.dueAt) } };
}

/** What was taken from several clocks, in the order of the moments: so it is told, also when all of it comes at once. */
export function inOrder(taken: readonly TakenRungs[]): FiredRung[] {
  const all = taken.flatMap(({ rungs, row }) => rungs.map(({ name, at }): FiredRung => ({ name, at, clock: row })));
  return all.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Blaming rungs (the due moment and after) of a year whose holidays are not announced wait until they are. */
const mustWait = (rung: Rung, due: Date | null): boolean => rung.provisional && due !== null && rung.at >= due;

function nextOf(rungs: readonly Rung[], dueAt: Date | null): Pick<ClockRow, 'nextRung' | 'nextRungAt'> {
  const next = rungs.find((rung) => !mustWait(rung, dueAt));
  return { nextRung: next?.name ?? null, nextRungAt: next?.at ?? null };
}

const placeOf = ({ id, entity, aggregateId, ticketId, unit }: ClockPlace): ClockPlace => ({
  id,
  entity,
  aggregateId,
  ticketId,
  unit,
});
