import { performance } from 'node:perf_hooks';
import { Database, databaseNow, inTicketSpan, WorkerLoop } from '@gridwhistle/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import { takeDue, type ClockRow } from './clock-row.js';
import { ClockStore } from './clock-store.js';
import { groupBy } from './group-by.js';
import { providerMethods } from './handlers.js';
import { MessagingMetrics } from './metrics.js';
import { rungsMark, type FireRungs, type LocksAggregates } from './rungs.js';
import { isNobodysFault } from './trouble.js';

const POLL_MS = 200;
const BATCH = 200;
/** An aggregate whose rungs cannot be fired is left alone for this long; the others go on. */
const BACK_OFF_MS = 10_000;

// The sub-select is evaluated once, so that the partial index can be used.
const DUE = `select aggregate_id::text as id from clock
  where entity = $1 and next_rung_at <= (select gw_now()) and aggregate_id <> all($2::uuid[])
  group by aggregate_id order by min(next_rung_at) limit ${BATCH}`;

interface Firing {
  entity: string;
  lock: (tx: EntityManager, ids: readonly string[]) => Promise<string[]>;
  fire: FireRungs;
}

/** Fires the rungs of clocks: each once, also with several instances and for what fell due while everything was down. */
@Injectable()
export class Timers {
  private readonly log = new Logger('Timers');
  /** Aggregates that failed, until when they rest. */
  private readonly resting = new Map<string, number>();
  private loops: WorkerLoop[] = [];
  /** Rungs fired since the start. */
  fired = 0;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly clocks: ClockStore,
    private readonly metrics: MessagingMetrics,
  ) {}

  start(): void {
    this.loops = this.discover().map(
      (firing) => new WorkerLoop(`timer ${firing.entity}`, POLL_MS, async () => (await this.round(firing)) > 0),
    );
    this.loops.forEach((loop) => loop.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Clocks whose next rung is due now. */
  async due(): Promise<number> {
    const rows = await this.dataSource.query<{ due: number }[]>(
      'select count(*)::int as due from clock where next_rung_at <= (select gw_now())',
    );
    return rows[0]?.due ?? 0;
  }

  /** The moment of the next rung of all; null when none is to come. */
  async next(): Promise<Date | null> {
    const rows = await this.dataSource.query<{ next: Date | null }[]>('select min(next_rung_at) as next from clock');
    return rows[0]?.next ?? null;
  }

  private async round(firing: Firing): Promise<number> {
    const due = await this.dataSource.query<{ id: string }[]>(DUE, [firing.entity, this.atRest()]);
    const ids = due.map(({ id }) => id).sort();
    if (ids.length === 0) return 0;
    try {
      return await this.fire(firing, ids);
    } catch (error) {
      if (isNobodysFault(error)) throw error;
      return this.oneByOne(firing, ids);
    }
  }

  private async oneByOne(firing: Firing, ids: readonly string[]): Promise<number> {
    let fired = 0;
    for (const id of ids) {
      try {
        fired += await this.fire(firing, [id]);
      } catch (error) {
        if (isNobodysFault(error)) throw error;
        this.log.error(`rungs of ${firing.entity} ${id} cannot be fired: ${(error as Error).message}`);
        this.resting.set(id, performance.now() + BACK_OFF_MS);
      }
    }
    return fired;
  }

  /** One transaction: the aggregates first (those another instance holds are passed over), then their clocks. */
  private async fire({ entity, lock, fire }: Firing, ids: readonly string[]): Promise<number> {
    const { now, clocks } = await this.database.transaction(async (tx) => {
      const locked = await lock(tx, ids);
      const now = await databaseNow(tx);
      const clocks = locked.length > 0 ? await this.clocks.loadDue(tx, entity, locked, now) : [];
      for (const [id, due] of groupBy(clocks, ({ aggregateId }) => aggregateId)) {
        await inSpan(entity, due, () => fire(tx, id, due, now));
      }
      const left = locked.length > 0 ? await this.clocks.loadDue(tx, entity, locked, now) : [];
      // Without this a handler that forgets to save would fire the same rung for ever.
      if (left[0])
        throw new Error(`fire must save every row without its due rungs: ${left[0].clock.kind} is still due`);
      return { now, clocks };
    });
    clocks.forEach((clock) => this.count(clock, now));
    return clocks.length;
  }

  private count(clock: ClockRow, now: Date): void {
    const { entity } = clock;
    for (const rung of takeDue(clock, now).names) {
      this.fired += 1;
      this.metrics.rungs.inc({ entity, rung });
    }
    const late = now.getTime() - (clock.nextRungAt ?? now).getTime();
    this.metrics.rungLateness.observe({ entity }, late / 1_000);
  }

  private atRest(): string[] {
    for (const [id, until] of this.resting) if (until <= performance.now()) this.resting.delete(id);
    return [...this.resting.keys()];
  }

  private discover(): Firing[] {
    const found = providerMethods(this.discovery, this.scanner).flatMap(({ instance, key, method }) => {
      const entity = rungsMark(method);
      if (entity === undefined) return [];
      const provider = instance as unknown as LocksAggregates & Record<string, FireRungs>;
      const fire: FireRungs = (...args) => (provider[key] as FireRungs)(...args);
      const lock: Firing['lock'] = (tx, ids) => provider.lock(tx, ids);
      return [{ entity, fire, lock }];
    });
    const twice = found.find(({ entity }, index) => found.findIndex((other) => other.entity === entity) < index);
    if (twice) throw new Error(`@Rungs('${twice.entity}') stands twice; leave one`);
    return found;
  }
}

function inSpan(entity: string, due: readonly ClockRow[], work: () => Promise<void>): Promise<void> {
  const [first] = due;
  if (!first?.ticketId) return work();
  const attributes = { 'gw.rungs': due.map(({ nextRung }) => nextRung ?? '').join(',') };
  return inTicketSpan(`rung ${entity}`, { ticketId: first.ticketId, unit: first.unit, attributes }, work);
}
