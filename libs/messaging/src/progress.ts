import { Health, type Finding } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Backlog, told } from './backlog.js';
import { Bus } from './bus.js';
import { Consumers } from './consumers.js';
import { MessagingMetrics } from './metrics.js';
import { PARTITIONS } from './partition.js';
import { Relay } from './relay.js';
import { Timers } from './timers.js';

/** What the stream has not got yet. `oldestSeconds` is 0 when there is nothing. */
export interface OutboxState {
  unsent: number;
  oldestSeconds: number;
  /** Why the stream takes nothing although its server answers; null when it does. */
  refusal: string | null;
}

/** `moved` grows with all that is sent, settled and fired: equal in two readings means that nothing moved between. */
export interface DrainState {
  outbox: number;
  pending: number;
  clocksDue: number;
  parked: number;
  moved: number;
  /** When the next clock comes to a rung; null when none is to come. Whoever moves simulated time stops there. */
  nextRungAt: Date | null;
}

// The primary key begins with the partition, so the oldest row is looked up in each.
const OLDEST = `select coalesce(max(extract(epoch from gw_now() - l.at)), 0)::float8 as seconds
  from generate_series(0, ${PARTITIONS - 1}) part
  cross join lateral (select log_id from outbox o where o.part = part.part order by log_id limit 1) first
  join event_log l on l.id = first.log_id`;

/** How far the service is behind: for readiness, metrics and whoever waits until everything has arrived. */
@Injectable()
export class Progress {
  private readonly backlogs: (() => Promise<number>)[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly relay: Relay,
    private readonly consumers: Consumers,
    private readonly backlog: Backlog,
    private readonly timers: Timers,
    private readonly metrics: MessagingMetrics,
    health: Health,
  ) {
    health.add('bus', async () => this.busFinding());
    health.add('relay', () => this.relayFinding());
    health.add('consumers', () => this.consumersFinding());
  }

  /** Counts rows that a worker of the service will still turn into events: they are pending too. */
  addBacklog(count: () => Promise<number>): void {
    this.backlogs.push(count);
  }

  async outbox(): Promise<OutboxState> {
    const [row] = await this.dataSource.query<{ unsent: number }[]>('select count(*)::int as unsent from outbox');
    return { unsent: row?.unsent ?? 0, oldestSeconds: await this.oldest(), refusal: this.relay.refusal ?? null };
  }

  /** Asks database and server. @throws when the bus does not answer: then nobody can say that all has arrived. */
  async drained(): Promise<DrainState> {
    if (!this.bus.connected) throw new Error('the bus is away');
    const [parked] = await this.dataSource.query<{ parked: number }[]>(
      'select count(*)::int as parked from dead_letter',
    );
    const clocksDue = await this.timers.due();
    const { unsent } = await this.outbox();
    const backlogs = await Promise.all(this.backlogs.map((count) => count()));
    const pending = backlogs.reduce((sum, count) => sum + count, await this.backlog.total());
    const nextRungAt = await this.timers.next();
    const moved = this.relay.sent + this.consumers.settled() + this.timers.fired;
    return { outbox: unsent, pending, clocksDue, parked: parked?.parked ?? 0, moved, nextRungAt };
  }

  /** Whether everything that was told before now is applied here; false also when NATS does not say. Never rejects. */
  caughtUp(): Promise<boolean> {
    return this.backlog.caughtUp();
  }

  /** Requests do not need the bus: that it is away is told, and the service stays ready. */
  private busFinding(): Finding {
    return { ok: true, detail: this.bus.connected ? 'connected' : 'away' };
  }

  private async relayFinding(): Promise<Finding> {
    const seconds = await this.oldest();
    const why = this.relay.refusal === undefined ? '' : `; the stream refuses: ${this.relay.refusal}`;
    return { ok: true, detail: (seconds > 0 ? `oldest unsent event: ${seconds.toFixed(1)} s` : 'all sent') + why };
  }

  private async consumersFinding(): Promise<Finding> {
    const { deaf, waiting } = this.consumers.state();
    const early = waiting > 0 ? [`${waiting} early events wait`] : [];
    const detail = [this.hearing(deaf), ...early, told(await this.backlog.behind())].join('; ');
    return { ok: true, detail };
  }

  private hearing(deaf: readonly string[]): string {
    if (!this.bus.connected) return 'they do not reach NATS';
    return deaf.length > 0 ? `not listening: ${deaf.join(', ')}` : 'listening';
  }

  private async oldest(): Promise<number> {
    const [row] = await this.dataSource.query<{ seconds: number }[]>(OLDEST);
    const seconds = row?.seconds ?? 0;
    this.metrics.unsent.set(seconds);
    return seconds;
  }
}
