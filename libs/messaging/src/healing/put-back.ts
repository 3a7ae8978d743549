import type { EntityManager } from 'typeorm';
import { run } from '../statement.js';

/** What healing one partition did. */
export interface Healed {
  /** Events put back into the outbox. */
  events: number;
  /** Lowest log id among them. */
  from: number;
}

// Writers that already have a log id finish first, and new ones wait.
const QUIET = { name: 'gw_heal_quiet', text: 'lock table outbox in share row exclusive mode' };
const END = { name: 'gw_heal_end', text: 'select coalesce(max(id), 0)::float8 as id from event_log' };

// The end is lost: all that was sent after the last note that agrees.
const TAIL = {
  name: 'gw_heal_tail',
  text: `with bad as (delete from relay_note where part = $1 and stream_seq > $2 returning first_log_id)
    select coalesce(min(first_log_id), $3::bigint + 1)::float8 as from_id from bad`,
};

// All is lost: what any durable still needs. Each has to go on at the first event that it had not acknowledged.
const WHOLE = {
  name: 'gw_heal_whole',
  text: `with unsent as (
      select least((select min(log_id) from outbox where part = $1), $3::bigint + 1) as id),
    needed as (
      update durable_position d set floor = 0, start_log_id = least(d.start_log_id, unsent.id,
        (select min(n.first_log_id) from relay_note n where n.part = $1 and n.stream_seq > d.floor))
      from unsent where d.part = $1 returning d.start_log_id),
    bad as (delete from relay_note where part = $1)
    select (case when $2 then 0 else coalesce(min(start_log_id), 0) end)::float8 as from_id from needed`,
};

const PUT_BACK = {
  name: 'gw_heal_put_back',
  text: `with rows as (
      insert into outbox (part, log_id) select part, id from event_log where id >= $2 and part = $1
      on conflict do nothing returning log_id),
    seen as (
      insert into relay_part as p (part, stream_created, heal_until, rebuild)
      select $1, $3, coalesce(max(log_id), 0), false from rows
      on conflict (part) do update set stream_created = excluded.stream_created, rebuild = false,
        heal_until = greatest(p.heal_until, excluded.heal_until)),
    told as (
      insert into relay_heal (part, whole, from_log_id, events, at)
      select $1, $4, $2, count(*), clock_timestamp() from rows)
    select count(*)::int as events from rows`,
};

/**
 * Highest log row, below which none can come up later: where a durable goes on is decided by it. Whoever writes afterwards
 * has a higher id and an outbox row of his own; so nobody has to wait while the log is put back.
 */
export async function endOfLog(tx: EntityManager): Promise<number> {
  await limit(tx);
  await run(tx, QUIET, []);
  return (await run<{ id: number }>(tx, END, []))[0]?.id ?? 0;
}

/** Which partition is put back for which stream; `end` is what `endOfLog` gave. */
export interface PutBack {
  part: number;
  created: string;
  end: number;
}

/** The stream keeps what lies up to this position; what came after goes out again. */
export async function putBackAfter(tx: EntityManager, what: PutBack, position: number): Promise<Healed> {
  await limit(tx);
  const [row] = await run<{ from_id: number }>(tx, TAIL, [what.part, position, what.end]);
  return putBack(tx, what, row?.from_id ?? 0, false);
}

/** The stream is another one: what any durable has not acknowledged goes out again, with `rebuild` the whole log. */
export async function putBackAll(tx: EntityManager, what: PutBack, rebuild: boolean): Promise<Healed> {
  await limit(tx);
  const [row] = await run<{ from_id: number }>(tx, WHOLE, [what.part, rebuild, what.end]);
  return putBack(tx, what, row?.from_id ?? 0, true);
}

/** However much there is to do; but who is kept waiting tries again later. */
async function limit(tx: EntityManager): Promise<void> {
  await tx.query(`set local lock_timeout = '2s'`);
  await tx.query('set local statement_timeout = 0');
}

async function putBack(tx: EntityManager, what: PutBack, from: number, whole: boolean): Promise<Healed> {
  const { part, created } = what;
  const [row] = await run<{ events: number }>(tx, PUT_BACK, [part, from, created, whole]);
  return { events: row?.events ?? 0, from };
}
