import type { LimitUnit, Rung, Suspension } from '@gridwhistle/clocks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ClockRow, DueClock } from './clock-row.js';
import { groupBy } from './group-by.js';
import { fromLines, run, toLines } from './statement.js';

const COLUMNS = `id, entity, aggregate_id, ticket_id, unit, kind, state, amount, measure, budget_ms, used_ms,
  running_since, started_at, suspensions, fell_due_at, fired, kept, due_at, provisional, rungs, next_rung_at,
  next_rung, met, ended_at, calendar`;

const READ = COLUMNS.replace('budget_ms, used_ms', 'budget_ms::float8, used_ms::float8');

const LOAD = {
  name: 'gw_clock_load',
  text: `select ${READ} from clock where aggregate_id = any($1::uuid[]) order by id`,
};

// Whose row somebody holds is passed over, and by the count its whole aggregate: its rungs fire in one go, or later.
const LOAD_DUE = {
  name: 'gw_clock_load_due',
  text: `with free as materialized (
      select id, aggregate_id, ticket_id, unit, kind, fired, due_at, rungs, next_rung, next_rung_at from clock
      where entity = $1 and aggregate_id = any($2::uuid[]) and next_rung_at <= $3 order by id for update skip locked)
    select f.*, (select count(*)::int from clock c
      where c.entity = $1 and c.aggregate_id = f.aggregate_id and c.next_rung_at <= $3) as of_aggregate
    from free f order by id`,
};

// Only what firing changes: the narrower, the faster.
const SAVE_FIRED = {
  name: 'gw_clock_save_fired',
  text: `update clock c set fired = u.fired, rungs = u.rungs, next_rung = u.next_rung, next_rung_at = u.next_rung_at
    from json_to_recordset($1::json)
      u (id uuid, fired text[], rungs jsonb, next_rung text, next_rung_at timestamptz)
    where c.id = u.id`,
};

const SAVE = {
  name: 'gw_clock_save',
  text: `insert into clock (${COLUMNS})
    select ${COLUMNS} from jsonb_populate_recordset(null::clock, $1::jsonb) order by id
    on conflict (id) do update set
      unit = excluded.unit, state = excluded.state, amount = excluded.amount, measure = excluded.measure,
      budget_ms = excluded.budget_ms, used_ms = excluded.used_ms, running_since = excluded.running_since,
      started_at = excluded.started_at, suspensions = excluded.suspensions, fell_due_at = excluded.fell_due_at,
      fired = excluded.fired, kept = excluded.kept, due_at = excluded.due_at, provisional = excluded.provisional, rungs = excluded.rungs,
      next_rung_at = excluded.next_rung_at, next_rung = excluded.next_rung, met = excluded.met,
      ended_at = excluded.ended_at, calendar = excluded.calendar`,
};

// One clock for many: it is sent once, and each copy differs in what it is of.
const ADD_ALIKE = {
  name: 'gw_clock_add_alike',
  text: `insert into clock (${COLUMNS})
    select u.id, c.entity, u.aggregate_id, c.ticket_id, u.unit, ${COLUMNS.slice(COLUMNS.indexOf('kind'))}
    from jsonb_populate_record(null::clock, $1::jsonb) c
    cross join unnest(${fromLines(2, 'uuid')}, ${fromLines(3, 'uuid')}, ${fromLines(4, 'text')}) u (id, aggregate_id, unit)`,
};

/** The clocks of a service, in its own schema. Its aggregate's row is locked first, always. */
@Injectable()
export class ClockStore {
  /** All clocks of one aggregate, ended ones too, in id order. */
  async load(tx: EntityManager, aggregateId: string): Promise<ClockRow[]> {
    return this.loadMany(tx, [aggregateId]);
  }

  async loadMany(tx: EntityManager, aggregateIds: readonly string[]): Promise<ClockRow[]> {
    return (await run<StoredClock>(tx, LOAD, [aggregateIds])).map(fromStored);
  }

  /** Clocks with a rung that is due, locked; their aggregates are locked already. None of an aggregate where one is held. */
  async loadDue(tx: EntityManager, entity: string, aggregateIds: readonly string[], now: Date): Promise<DueClock[]> {
    const found = [
      ...groupBy(await run<StoredDue>(tx, LOAD_DUE, [entity, aggregateIds, now]), (row) => row.aggregate_id),
    ];
    const free = found.filter(([, rows]) => rows.length === rows[0]?.of_aggregate);
    return free.flatMap(([, rows]) => rows.map((row) => dueFromStored(entity, row)));
  }

  /** Saves what firing changed in clocks that `loadDue` gave. */
  async saveFired(tx: EntityManager, clocks: readonly DueClock[]): Promise<void> {
    if (clocks.length > 0) await run(tx, SAVE_FIRED, [JSON.stringify(clocks.map(firedToStored))]);
  }

  /** Inserts as many clocks as there are places, each like the given one. */
  async addAlike(
    tx: EntityManager,
    like: ClockRow,
    places: readonly Pick<ClockRow, 'id' | 'aggregateId' | 'unit'>[],
  ): Promise<void> {
    await run(tx, ADD_ALIKE, [
      JSON.stringify(toStored(like)),
      toLines(places.map(({ id }) => id)),
      toLines(places.map(({ aggregateId }) => aggregateId)),
      toLines(places.map(({ unit }) => unit)),
    ]);
  }

  /** Inserts or replaces clocks in one statement. */
  async save(tx: EntityManager, clocks: readonly ClockRow[]): Promise<void> {
    if (clocks.length > 0) await run(tx, SAVE, [JSON.stringify(clocks.map(toStored))]);
  }
}

/** A row of the table `clock`. */
interface StoredClock {
  id: string;
  entity: string;
  aggregate_id: string;
  ticket_id: string | null;
  unit: string | null;
  kind: string;
  state: ClockRow['clock']['state'];
  amount: number;
  measure: LimitUnit;
  budget_ms: number;
  used_ms: number;
  running_since: Date | null;
  started_at: Date;
  suspensions: { from: string | Date; to: string | Date | null }[];
  fell_due_at: Date | null;
  fired: readonly string[];
  kept: readonly string[];
  due_at: Date | null;
  provisional: boolean;
  rungs: { name: string; at: string | Date; provisional: boolean }[];
  next_rung_at: Date | null;
  next_rung: string | null;
  met: boolean | null;
  ended_at: Date | null;
  calendar: string | null;
}

type StoredDue = Pick<
  StoredClock,
  'id' | 'aggregate_id' | 'ticket_id' | 'unit' | 'kind' | 'fired' | 'due_at' | 'rungs' | 'next_rung' | 'next_rung_at'
> & { of_aggregate: number };

const dueFromStored = (entity: string, row: StoredDue): DueClock => ({
  id: row.id,
  entity,
  aggregateId: row.aggregate_id,
  ticketId: row.ticket_id,
  unit: row.unit,
  clock: { kind: row.kind, fired: row.fired },
  dueAt: row.due_at,
  rungs: row.rungs.map(rung),
  nextRung: row.next_rung,
  nextRungAt: row.next_rung_at,
});

const firedToStored = ({ id, clock, rungs, nextRung, nextRungAt }: DueClock) => ({
  id,
  fired: clock.fired,
  rungs,
  next_rung: nextRung,
  next_rung_at: nextRungAt,
});

function toStored({ clock, ...row }: ClockRow): StoredClock {
  return {
    id: row.id,
    entity: row.entity,
    aggregate_id: row.aggregateId,
    ticket_id: row.ticketId,
    unit: row.unit,
    kind: clock.kind,
    state: clock.state,
    amount: clock.limit.amount,
    measure: clock.limit.unit,
    budget_ms: Math.round(clock.budgetMs),
    used_ms: Math.round(clock.usedMs),
    running_since: clock.runningSince,
    started_at: clock.startedAt,
    suspensions: [...clock.suspensions],
    fell_due_at: clock.fellDueAt,
    fired: clock.fired,
    kept: clock.kept,
    due_at: row.dueAt,
    provisional: row.provisional,
    rungs: row.rungs,
    next_rung_at: row.nextRungAt,
    next_rung: row.nextRung,
    met: clock.met,
    ended_at: clock.endedAt,
    calendar: row.calendar,
  };
}

function fromStored(row: StoredClock): ClockRow {
  return {
    id: row.id,
    entity: row.entity,
    aggregateId: row.aggregate_id,
    ticketId: row.ticket_id,
    unit: row.unit,
    clock: {
      kind: row.kind,
      limit: { amount: row.amount, unit: row.measure },
      budgetMs: row.budget_ms,
      usedMs: row.used_ms,
      startedAt: row.started_at,
      state: row.state,
      runningSince: row.running_since,
      suspensions: row.suspensions.map(suspension),
      fellDueAt: row.fell_due_at,
      fired: row.fired,
      kept: row.kept,
      endedAt: row.ended_at,
      met: row.met,
    },
    dueAt: row.due_at,
    provisional: row.provisional,
    calendar: row.calendar,
    rungs: row.rungs.map(rung),
    nextRung: row.next_rung,
    nextRungAt: row.next_rung_at,
  };
}

const rung = ({ name, at, provisional }: StoredClock['rungs'][number]): Rung => ({
  name,
  at: new Date(at),
  provisional,
});

const suspension = ({ from, to }: StoredClock['suspensions'][number]): Suspension => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
});
