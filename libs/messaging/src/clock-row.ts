import {
  dueAt,
  fireRungs,
  rungsOf,
  type Clock,
  type Rung,
  type RungPolicy,
  type WorkCalendar,
} from '@gridwhistle/clocks';

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
  /** Still to fire, in order. */
  rungs: Rung[];
  /** The next one that the timer fires; null while nothing is to come. */
  nextRung: string | null;
  nextRungAt: Date | null;
}

/** The row of a clock after an act on it: due moment and rungs are derived anew. */
export function clockRow(place: ClockPlace, clock: Clock, policy: RungPolicy, calendar: WorkCalendar): ClockRow {
  const due = dueAt(clock, calendar);
  const derived = {
    clock,
    dueAt: due?.at ?? null,
    provisional: due?.provisional ?? false,
    rungs: rungsOf(policy, clock, calendar),
  };
  return withNext({ ...placeOf(place), ...derived });
}

/** The rungs whose moment has come, and the row without them. Pure: the caller publishes the events and saves the row. */
export function takeDue(row: ClockRow, now: Date): { names: string[]; row: ClockRow } {
  const taken = row.rungs.filter((rung) => rung.at <= now && !mustWait(rung, row.dueAt));
  const names = taken.map(({ name }) => name);
  const rungs = row.rungs.filter((rung) => !taken.includes(rung));
  return { names, row: withNext({ ...row, clock: fireRungs(row.clock, names), rungs }) };
}

/** Blaming rungs (the due moment and after) of a year whose holidays are not announced wait until they are. */
const mustWait = (rung: Rung, due: Date | null): boolean => rung.provisional && due !== null && rung.at >= due;

function withNext(row: Omit<ClockRow, 'nextRung' | 'nextRungAt'>): ClockRow {
  const next = row.rungs.find((rung) => !mustWait(rung, row.dueAt));
  return { ...row, nextRung: next?.name ?? null, nextRungAt: next?.at ?? null };
}

const placeOf = ({ id, entity, aggregateId, ticketId, unit }: ClockPlace): ClockPlace => ({
  id,
  entity,
  aggregateId,
  ticketId,
  unit,
});
