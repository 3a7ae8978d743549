import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { jetstreamManager } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { Alarm } from './alarm.js';
import { Bus } from './bus.js';
import { groupBy } from './group-by.js';
import { Healer } from './healing/healer.js';
import { settle } from './home.js';
import { inLanes } from './lanes.js';
import { MessagingMetrics } from './metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Pace } from './pace.js';
import { Paused, RelaySession } from './relay-session.js';
import { Sender, type Sent, type Unsent } from './sender.js';
import { refusalOf } from './stream.js';

/** Rows of each partition read at once; and how many of all are on the way to the stream at the same time. */
const ROUND = 256;
const IN_FLIGHT = 256;
/** Finds what other instances committed; what this one commits wakes the relay at once. */
const POLL_MS = 250;
const RETRY_MS = 250;
/** Rounds begin this far apart at least: what commits meanwhile goes together. */
const PACE_MS = 5;
/** A node of a cluster that refuses for so long may have lost the others, without knowing better: another one is asked. */
const REFUSED_MS = 8_000;
/** So often the stream is compared with what it acknowledged; also after every reconnection, before anything is sent. */
const CHECK_MS = 3_000;
/** Notes nearer together than this are merged into one, so that every hundredth message stays noted. Index: NoteMerging. */
const NOTE_EVERY = 100;

// Partition by partition along the primary key: a backlog of a million rows must not be sorted each time.
const TAKE = {
  name: 'gw_relay_take',
  text: `select u.part, u.log_id::float8 as id, coalesce(l.ticket_id, l.aggregate_id)::text as lane,
      l.event_id, l.subject, l.envelope
    from unnest($1::smallint[]) p (part)
    cross join lateral (
      select o.part, o.log_id from outbox o where o.part = p.part order by o.log_id limit ${ROUND}) u
    join event_log l on l.id = u.log_id
    order by u.log_id`,
};

// One note per partition and round: the message that lies last in the stream, and the range of positions and of log ids
// since the last note that stays. Log rows from the lowest on are what a loss behind that note can have taken. What was put
// back is not noted together with what came after it: who had all of that would get it again with the first new event.
const SETTLE = {
  name: 'gw_relay_settle',
  text: `with gone as (
      delete from outbox o using unnest($1::smallint[], $2::bigint[]) s (part, log_id)
      where o.part = s.part and o.log_id = s.log_id),
    note as (
      select * from unnest($3::smallint[], $4::bigint[], $5::bigint[], $6::uuid[], $7::bigint[], $8::bigint[], $9::int[])
        n (part, first_stream_seq, stream_seq, event_id, first_log_id, last_log_id, messages)),
    merged as (
      delete from relay_note r using note n left join relay_part p on p.part = n.part
      where r.part = n.part and r.messages < ${NOTE_EVERY}
        and (p.heal_until is null or r.first_log_id > p.heal_until or n.last_log_id <= p.heal_until)
      returning r.part, r.first_stream_seq, r.stream_seq, r.event_id, r.first_log_id, r.last_log_id, r.messages),
    every as (select * from note union all select * from merged)
    insert into relay_note (part, first_stream_seq, stream_seq, event_id, first_log_id, last_log_id, messages, at)
    select part, min(first_stream_seq), max(stream_seq), (array_agg(event_id order by stream_seq desc))[1],
      min(first_log_id), max(last_log_id), sum(messages), clock_timestamp()
    from every group by part`,
};

/**
 * Sends what the outbox holds to the stream, in order, and deletes it there once the stream has it. Of all instances of
 * a service one holds a partition at a time. A crash between the two sends again under the same id.
 */
@Injectable()
export class Relay {
  private readonly log = new Logger('Relay');
  private readonly alarm = new Alarm();
  private readonly pace = new Pace(PACE_MS);
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();
  private session?: RelaySession;
  /** Events sent since the start. */
  sent = 0;
  /** Why the stream takes nothing although its server answers: a full disk, for instance. */
  refusal?: string;
  private refusedSince?: number;
  private complained = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly healer: Healer,
    private readonly metrics: MessagingMetrics,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {
    const { service, district } = options;
    settle(dataSource, { service, district, committed: () => this.alarm.ring() });
  }

  /** Partitions that this instance sends. */
  get parts(): number[] {
    return [...(this.session?.held ?? [])];
  }

  start(): void {
    this.loop = this.run();
  }

  /** Finishes what is on its way; the rest stays in the outbox. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.alarm.ring();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.serve();
      } catch (error) {
        if (this.stopping) return;
        this.note(this.bus.connected ? refusalOf(error) : undefined);
        await this.lookElsewhere();
        if (!this.complained) this.log.warn(`cannot send now: ${(error as Error).message}; trying on`);
        this.complained = true;
        await delay(RETRY_MS);
      }
    }
  }

  /** Works with one session and one connection until one of them fails. */
  private async serve(): Promise<void> {
    const session = await RelaySession.open(this.dataSource);
    this.session = session;
    try {
      const checks = new Checks(this.bus);
      const connection = await this.bus.ready();
      const sender = await Sender.open(connection, this.options);
      const jsm = await jetstreamManager(connection);
      while (!this.stopping) {
        await this.pace.next();
        const held = (await session.lock()) ? this.parts : [];
        // Of before the comparison: whoever answers after a reconnection has not been compared.
        const { times } = this.bus;
        if (checks.due(held) || this.healer.expectsAnother) await this.healer.check(jsm, held);
        const rows = held.length > 0 ? await session.run<Unsent>(TAKE, [held]) : [];
        if (rows.length > 0) await this.round(session, sender, rows, times);
        // Whoever commits meanwhile rings; so what one look cannot hold is the only reason to look again at once.
        if (rows.length < ROUND) await this.rest();
      }
    } finally {
      this.session = undefined;
      session.close();
    }
  }

  private note(refusal: string | undefined): void {
    this.refusal = refusal;
    this.refusedSince = refusal === undefined ? undefined : (this.refusedSince ?? performance.now());
  }

  private async lookElsewhere(): Promise<void> {
    const { refusal, refusedSince, options } = this;
    if (options.replicas === 1 || refusedSince === undefined || performance.now() - refusedSince < REFUSED_MS) return;
    this.log.warn(`NATS refuses (${refusal ?? ''}): another node is asked`);
    this.note(undefined);
    await this.bus.elsewhere();
  }

  private works(): void {
    this.note(undefined);
    this.complained = false;
  }

  private async rest(): Promise<void> {
    this.works();
    await this.alarm.wait(POLL_MS);
  }

  private async round(session: RelaySession, sender: Sender, rows: Unsent[], times: number): Promise<void> {
    const laneOf = ({ lane }: Unsent): string => lane;
    const { done, failure } = await inLanes(rows, laneOf, IN_FLIGHT, (row) => {
      session.assertFresh();
      // Else the client would keep them in memory, for as long as NATS is away.
      if (!this.bus.connected || this.bus.times !== times) throw new Error('NATS is away');
      return sender.send(row);
    });
    // What a server acknowledged that has gone since proves nothing; noted, it would hide what went with that server.
    if (this.bus.times !== times) throw new Error('NATS was away');
    if (done.length > 0) await this.settle(session, done);
    // After a pause the session is asked again and the outbox read again before anything is sent.
    if (failure !== undefined && !(failure instanceof Paused)) throw failure;
  }

  private async settle(session: RelaySession, done: Sent[]): Promise<void> {
    const notes = [...groupBy(done, ({ row }) => row.part).values()].map(noteOf);
    await session.run(SETTLE, [
      done.map(({ row }) => row.part),
      done.map(({ row }) => row.id),
      notes.map(({ row }) => row.part),
      notes.map(({ firstPosition }) => firstPosition),
      notes.map(({ position }) => position),
      notes.map(({ row }) => row.event_id),
      notes.map(({ firstId }) => firstId),
      notes.map(({ lastId }) => lastId),
      notes.map(({ messages }) => messages),
    ]);
    this.sent += done.length;
    this.works();
    done.forEach(({ row }) => this.metrics.published.inc({ unit: unitOf(row.subject) }));
  }
}

/** A round in one partition: `row` lies last of it in the stream. */
interface Note extends Sent {
  firstPosition: number;
  firstId: number;
  lastId: number;
  messages: number;
}

function noteOf(sent: Sent[]): Note {
  const last = sent.reduce((one, other) => (other.position > one.position ? other : one));
  const ids = sent.map(({ row }) => row.id);
  const firstPosition = Math.min(...sent.map(({ position }) => position));
  return { ...last, firstPosition, firstId: Math.min(...ids), lastId: Math.max(...ids), messages: sent.length };
}

/** When the stream is to be compared with what it acknowledged. */
class Checks {
  private times?: number;
  private held = 0;
  private last = 0;

  constructor(private readonly bus: Bus) {}

  due(held: readonly number[]): boolean {
    const now = performance.now();
    const due = this.times !== this.bus.times || this.held !== held.length || now - this.last > CHECK_MS;
    if (due) [this.times, this.held, this.last] = [this.bus.times, held.length, now];
    return due;
  }
}

const unitOf = (subject: string): string => subject.slice(subject.lastIndexOf('.') + 1);
