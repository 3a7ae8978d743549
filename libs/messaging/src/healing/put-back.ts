import type { EntityManager } from 'typeorm';
import { run } from '../statement.js';

/** What healing one partition did. */
export interface Healed {
  /** Events put back into the outbox. */
  events: number;
  /** Lowest log id among them. */
  from: number;
}

// Writers that already have a log id finish first: no id below the outbox can come up later. They wait meanwhile.
const QUIET = { name: 'gw_heal_quiet', text: 'lock table outbox in share row exclusive mode' };

// The end is lost: all that was sent after the last note that agrees.
const TAIL = {
  name: 'gw_heal_tail',
  text: `with bad as (delete from relay_note where part = $1 and stream_seq > $2 returning first_log_id)
    select coalesce(min(first_log_id), (select coalesce(max(id), 0) + 1 from event_log))::float8 as from_id from bad`,
};

// All is lost: what any durable still needs. Each has to go on at the first event that it had not acknowledged.
const WHOLE = {
  name: 'gw_heal_whole',
  text: `with unsent as (
      select least((select min(log_id) from outbox where part = $1),
        (select coalesce(max(id), 0) + 1 from event_log)) as id),
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

/** The stream keeps what lies up to this position; what came after goes out again. */
export async function putBackAfter(
  tx: EntityManager,
  part: number,
  position: number,
  created: string,
): Promise<Healed> {
  await quiet(tx);
  const [row] = await run<{ from_id: number }>(tx, TAIL, [part, position]);
  return putBack(tx, part, row?.from_id ?? 0, created, false);
}

/** The stream is another one: what any durable has not acknowledged goes out again, with `rebuild` the whole log. */
export async function putBackAll(tx: EntityManager, part: number, created: string, rebuild: boolean): Promise<Healed> {
  await quiet(tx);
  const [row] = await run<{ from_id: number }>(tx, WHOLE, [part, rebuild]);
  return putBack(tx, part, row?.from_id ?? 0, created, true);
}

async function quiet(tx: EntityManager): Promise<void> {
  await tx.query(`set local lock_timeout = '2s'`);
  await tx.query('set local statement_timeout = 0');
  await run(tx, QUIET, []);
}

async function putBack(
  tx: EntityManager,
  part: number,
  from: number,
  created: string,
  whole: boolean,
): Promise<Healed> {
  const [row] = await run<{ events: number }>(tx, PUT_BACK, [part, from, created, whole]);
  return { events: row?.events ?? 0, from };
}
