import type { DataSource } from 'typeorm';

// Only in the stream that the partition was compared with: a position of a lost stream says nothing about its successor.
// What stays as it is is not inserted: a conflict that changes nothing is written down all the same.
const COPY = `insert into durable_position as p (part, durable, floor)
  select r.part, u.durable, u.floor
  from relay_part r
  cross join unnest($3::text[], $4::bigint[]) u (durable, floor)
  left join durable_position k on k.part = r.part and k.durable = u.durable
  where r.part = any($1::smallint[]) and r.stream_created = $2
    and (k.durable is null or k.floor <> u.floor or k.start_log_id is not null)
  on conflict (part, durable) do update set floor = excluded.floor, start_log_id = null
  where p.floor <> excluded.floor or p.start_log_id is not null`;

// A durable that is not there and has not been lost was removed by somebody: nothing is kept for it any more.
const FORGET = `delete from durable_position d using relay_part r
  where r.part = d.part and r.part = any($1::smallint[]) and r.stream_created = $2
    and d.durable = any($3::text[]) and d.start_log_id is null`;

const UNHEARD = `select distinct durable from durable_position where durable <> all($1::text[]) and start_log_id is null`;

const START = `select p.stream_created, p.heal_until::float8,
    (select min(log_id) from outbox o where o.part = p.part)::float8 as unsent,
    d.durable is not null as known,
    (select n.first_stream_seq from relay_note n where n.part = p.part and n.last_log_id >= coalesce(d.start_log_id, 0)
      order by n.id limit 1)::float8 as position
  from relay_part p left join durable_position d on d.part = p.part and d.durable = $1`;

/** How far a partition has come with giving a new stream what a durable needs. */
export interface PartStart {
  stream_created: string;
  /** Log rows up to this one were put back. */
  heal_until: number;
  /** Lowest log row that is not in the stream yet. */
  unsent: number | null;
  known: boolean;
  /** Where the first message lies that the durable had not acknowledged; null when none has been sent. */
  position: number | null;
}

/** Copies of how far every durable of the stream has come, kept where the events are. */
export class Positions {
  constructor(private readonly dataSource: DataSource) {}

  async copy(parts: readonly number[], created: string, floors: ReadonlyMap<string, number>): Promise<void> {
    if (parts.length === 0) return;
    await this.dataSource.query(COPY, [parts, created, [...floors.keys()], [...floors.values()]]);
  }

  /** Durables that are kept here and are not among these. */
  async unheard(durables: readonly string[]): Promise<string[]> {
    return (await this.dataSource.query<{ durable: string }[]>(UNHEARD, [durables])).map(({ durable }) => durable);
  }

  /** Somebody removed these durables. */
  async forget(parts: readonly number[], created: string, durables: readonly string[]): Promise<void> {
    if (parts.length > 0) await this.dataSource.query(FORGET, [parts, created, durables]);
  }

  starts(durable: string): Promise<PartStart[]> {
    return this.dataSource.query<PartStart[]>(START, [durable]);
  }
}

/** Everything in the stream comes before this answer is right. */
export const NOT_YET = 'healing';

/**
 * Where a durable has to start in a stream, as far as this service's events go: at the first one that it had not
 * acknowledged. Pure. `lastPosition` was read before `starts`.
 */
export function startOf(
  starts: readonly PartStart[],
  created: string,
  lastPosition: number,
  partitions: number,
): number | typeof NOT_YET {
  const behind = starts.some((p) => p.stream_created !== created || (p.unsent !== null && p.unsent <= p.heal_until));
  if (behind || starts.length < partitions) return NOT_YET;
  // Somebody's first durable of this name: it gets all there is.
  if (starts.some(({ known }) => !known)) return 1;
  // Something of it is on its way: wherever it comes to lie, the next answer will know.
  if (starts.some(({ position, unsent }) => position === null && unsent !== null)) return NOT_YET;
  return Math.min(...starts.map(({ position }) => position ?? lastPosition + 1));
}
