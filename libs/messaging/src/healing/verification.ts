import { allEvents, parseEnvelope } from '@gridwhistle/contracts';
import { withPatience } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { DataSource, type EntityManager } from 'typeorm';
import { Bus } from '../bus.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { isUuid } from '../is-uuid.js';
import { StreamView } from './stream-view.js';

/** How a service's log and its events in the stream compare. */
export interface Comparison {
  running: boolean;
  /** Messages read so far. */
  read: number;
  /** Events that the stream must hold: sent, not too old, not left out when it was sent again. */
  expected: number;
  /** Of those, how many it does not hold. */
  missing: number;
  /** Messages whose subject or body is not what the log says. */
  different: number;
  /** Messages that the log does not know. */
  foreign: number;
  /** Messages that hold an event another one holds too: it was sent again. */
  repeated: number;
  /** Ids of some events that are missing, different or foreign. */
  examples: string[];
  /** Why it was given up. */
  failure?: string;
}

const BATCH = 1_000;
const EXPIRES_MS = 2_000;
/** So many looks in a row that give nothing, although something is left, are no comparison. */
const SILENT_LOOKS = 5;
const EXAMPLES = 10;
const NOTHING = { read: 0, expected: 0, missing: 0, different: 0, foreign: 0, repeated: 0 };

// Kept by the session, not by a transaction: one that is open for minutes makes the outbox slow for everybody.
const PREPARE = [
  'set statement_timeout = 0',
  'create temp table stream_copy (log_id bigint not null)',
  'create temp table stream_due (id bigint primary key)',
];

const CLEAR = ['drop table if exists pg_temp.stream_copy, pg_temp.stream_due', 'reset statement_timeout'];

// What the stream must hold at this moment, before it is read: not what has aged out (noted before its first message), and
// not what nobody needed any more when it was sent again.
const DUE = `with aged as (select part, max(last_log_id) as id from relay_note where stream_seq < $1 group by part),
  healed as (
    select distinct on (part) part, from_log_id as id from relay_heal where whole order by part, id desc)
  insert into stream_due
  select l.id from event_log l left join aged a on a.part = l.part left join healed h on h.part = l.part
  where l.id >= coalesce(h.id, 0) and l.id > coalesce(a.id, 0)
    and not exists (select 1 from outbox o where o.part = l.part and o.log_id = l.id)`;

const COMPARE = `with found as (
    select u.event_id, l.id as log_id, l.subject = u.subject and l.envelope = u.envelope as same
    from unnest($1::text[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[])
      u (entity, aggregate_id, sequence, event_id, subject, envelope)
    left join event_log l on l.entity = u.entity and l.aggregate_id = u.aggregate_id and l.sequence = u.sequence
      and l.event_id = u.event_id),
  kept as (insert into stream_copy (log_id) select log_id from found where log_id is not null)
  select event_id, log_id is null as foreign, coalesce(not same, false) as different from found
  where log_id is null or not same`;

const COUNT = `select (select count(*) from stream_due)::int as expected,
    (select count(*) - count(distinct log_id) from stream_copy)::int as repeated,
    (select count(*) from stream_due d where not exists (select 1 from stream_copy c where c.log_id = d.id))::int as missing`;

const MISSING = `select l.event_id from stream_due d join event_log l on l.id = d.id
  where not exists (select 1 from stream_copy c where c.log_id = d.id) limit ${EXAMPLES}`;

/** Proves that the stream holds what the log says, message by message; changes nothing. */
@Injectable()
export class Verification {
  private state: Comparison = { ...NOTHING, running: false, examples: [] };

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** How far it is, or how it ended. */
  get comparison(): Comparison {
    return this.state;
  }

  /** Begins, unless it is running; ends by itself. */
  begin(): Comparison {
    if (this.state.running) return this.state;
    this.state = { ...NOTHING, running: true, examples: [] };
    withPatience(Infinity, () => this.inSession())
      .catch((error: Error) => (this.state.failure = error.message))
      .finally(() => (this.state.running = false));
    return this.state;
  }

  private async inSession(): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      for (const statement of [...CLEAR, ...PREPARE]) await runner.query(statement);
      await this.compare(runner.manager);
    } finally {
      // A session that is gone has nothing to clear.
      for (const statement of CLEAR) await runner.query(statement).catch(() => undefined);
      await runner.release();
    }
  }

  private async compare(session: EntityManager): Promise<void> {
    const connection = await this.bus.ready();
    const before = await StreamView.open(await jetstreamManager(connection), this.options);
    await session.query(DUE, [before.firstPosition]);
    const view = await StreamView.open(before.jsm, this.options);
    for await (const messages of this.batches(connection, view)) await this.compareBatch(session, messages);
    await session.query('create index on stream_copy (log_id)');
    const [counts] = await session.query<Partial<Comparison>[]>(COUNT);
    Object.assign(this.state, counts);
    const missing = await session.query<{ event_id: string }[]>(MISSING);
    this.example(missing.map(({ event_id }) => event_id));
  }

  private async compareBatch(session: EntityManager, messages: readonly JsMsg[]): Promise<void> {
    const readable = messages.flatMap((message) => placed(message) ?? []);
    const rows = await session.query<{ event_id: string; foreign: boolean; different: boolean }[]>(COMPARE, [
      readable.map(({ entity }) => entity),
      readable.map(({ aggregateId }) => aggregateId),
      readable.map(({ sequence }) => sequence),
      readable.map(({ eventId }) => eventId),
      readable.map(({ subject }) => subject),
      readable.map(({ envelope }) => envelope),
    ]);
    this.state.read += messages.length;
    this.state.foreign += messages.length - readable.length + rows.filter(({ foreign }) => foreign).length;
    this.state.different += rows.filter(({ different }) => different).length;
    this.example(rows.map(({ event_id }) => event_id));
  }

  /** This service's messages, from the first to the last that the stream holds now. */
  private async *batches(connection: NatsConnection, view: StreamView): AsyncGenerator<JsMsg[]> {
    const consumer = await jetstream(connection).consumers.get(view.name, { filter_subjects: this.subjects() });
    for (let last = 0, silent = 0; last < view.lastPosition;) {
      const messages: JsMsg[] = [];
      const fetched = await consumer.fetch({ max_messages: BATCH, expires: EXPIRES_MS });
      for await (const message of fetched) messages.push(message);
      const read = messages.filter(({ seq }) => seq > last && seq <= view.lastPosition);
      last = messages.at(-1)?.seq ?? last;
      silent = messages.length === 0 ? silent + 1 : 0;
      if (read.length > 0) yield read;
      if (messages.at(-1)?.info.pending === 0 || (silent > 0 && !(await this.holdsMore(view, last)))) return;
      if (silent === SILENT_LOOKS) throw new Error(`NATS gives nothing after ${last} of ${view.lastPosition}`);
    }
  }

  private async holdsMore(view: StreamView, last: number): Promise<boolean> {
    const next = await Promise.all(this.subjects().map((subject) => view.nextOf(subject, last)));
    return next.some((position) => position !== undefined && position <= view.lastPosition);
  }

  private subjects(): string[] {
    const own = allEvents().filter(({ owner }) => owner === this.options.service);
    return [...new Set(own.map(({ entity }) => `gw.${this.options.district}.${entity}.>`))];
  }

  private example(ids: readonly string[]): void {
    this.state.examples.push(...ids.slice(0, EXAMPLES - this.state.examples.length));
  }
}

/** A message as the log would have it; undefined for what no service of ours can have published. */
function placed(message: JsMsg) {
  const envelope = message.string();
  try {
    const { id, type, subject: aggregateId, sequence } = parseEnvelope(envelope);
    const entity = type.slice(0, type.indexOf('.'));
    if (!isUuid(id) || !isUuid(aggregateId)) return undefined;
    return { eventId: id, entity, aggregateId, sequence: Number(sequence), subject: message.subject, envelope };
  } catch {
    return undefined;
  }
}
