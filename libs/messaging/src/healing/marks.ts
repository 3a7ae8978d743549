import type { ConsumerInfo } from '@nats-io/jetstream';
import type { DataSource } from 'typeorm';
import { lastAgreeing, type Noted } from './agreement.js';
import type { StreamView } from './stream-view.js';

const SET = `insert into durable_mark (durable, stream_seq, event_id, stored_at, floor, at)
  values ($1, $2, $3, $4, $5, clock_timestamp())`;
// A server that crashes loses seconds or minutes, with a slow disk some more.
const THIN = `delete from durable_mark where durable = $1 and at < clock_timestamp() - interval '15 minutes'
  and id < (select max(id) from durable_mark where durable = $1)`;
const ALL = `select stream_seq::float8 as position, event_id as "eventId", stored_at as "storedAt", floor::float8 as floor, at
  from durable_mark where durable = $1 and stream_seq > 0 order by stream_seq`;
// That something had been given stays known, at position 0: who asks again after a crash must get the same answer.
const FORGET = `with gone as (delete from durable_mark where durable = $1 and stream_seq > $2 returning stream_seq)
  insert into durable_mark (durable, stream_seq, event_id, floor, at)
  select $1, 0, '00000000-0000-0000-0000-000000000000', 0, clock_timestamp()
  where $2 = 0 and exists (select from gone)`;
const KNOWN = 'select 1 from durable_mark where durable = $1 limit 1';

interface Mark extends Noted {
  floor: number;
}

/**
 * What this service's own durables were given last. A stream that lost its end fills the freed positions with other
 * messages, and a durable that remembers having passed them would never be given those.
 */
export class Marks {
  /** Nothing: there is none in the table either. */
  private readonly latest = new Map<string, Mark | undefined>();

  constructor(private readonly dataSource: DataSource) {}

  /** False when the durable is ahead of the stream: what it was given last is not there any more. */
  async agrees(view: StreamView, { name }: ConsumerInfo): Promise<boolean> {
    const latest = await this.latestOf(name);
    if (!latest || (await view.agrees(latest))) return true;
    // Another instance may have made the durable again meanwhile, and dropped this mark.
    this.latest.delete(name);
    const present = await this.latestOf(name);
    return !present || view.agrees(present);
  }

  /** Notes how far the server has come with a durable that agrees. */
  async set(view: StreamView, { name, delivered, ack_floor }: ConsumerInfo): Promise<void> {
    const position = delivered.stream_seq;
    const floor = ack_floor.stream_seq;
    const latest = this.latest.get(name);
    if (position === 0 || (latest?.position === position && latest.floor === floor)) return;
    const found = latest?.position === position ? latest : await view.messageAt(position);
    if (found === undefined) return;
    const { eventId, storedAt } = found;
    await this.dataSource.query(SET, [name, position, eventId, storedAt, floor]);
    await this.dataSource.query(THIN, [name]);
    this.latest.set(name, { position, eventId, storedAt, floor, at: new Date() });
  }

  /**
   * The first position that a durable has to be given again after the stream lost its end: behind what it had
   * acknowledged when it was last in agreement. Undefined when nothing of it agrees. Marks behind that are dropped.
   */
  async start(view: StreamView, durable: string): Promise<number | undefined> {
    const agreed = await lastAgreeing(await this.all(durable), (mark) => view.agrees(mark));
    await this.dataSource.query(FORGET, [durable, agreed?.position ?? 0]);
    this.latest.delete(durable);
    return agreed && agreed.floor + 1;
  }

  /** True when it has been given something, be it in a stream that is gone. */
  async known(durable: string): Promise<boolean> {
    return (await this.dataSource.query<unknown[]>(KNOWN, [durable])).length > 0;
  }

  private async latestOf(durable: string): Promise<Mark | undefined> {
    if (!this.latest.has(durable)) this.latest.set(durable, (await this.all(durable)).at(-1));
    return this.latest.get(durable);
  }

  private all(durable: string): Promise<Mark[]> {
    return this.dataSource.query<Mark[]>(ALL, [durable]);
  }
}
