import { performance } from 'node:perf_hooks';
import { Database, databaseNow, WorkerLoop } from '@gridwhistle/platform';
import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import { inOrder, takeDue, type DueClock, type FiredRung } from './clock-row.js';
import { ClockStore } from './clock-store.js';
import { groupBy } from './group-by.js';
import { providerMethods } from './handlers.js';
import { MessagingMetrics } from './metrics.js';
import { rungsMark, type FiredRungs, type FireRungs, type LocksAggregates } from './rungs.js';
import { inSteps, Step } from './step.js';
import { isNobodysFault } from './trouble.js';

const POLL_MS = 200;
const BATCH = 1_000;
/** An aggregate whose rungs cannot be fired is left alone for this long; the others go on. */
const BACK_OFF_MS = 10_000;
/** One that somebody holds is not looked at for this long where there are more than one look shows. */
const PASS_OVER_MS = 1_000;

// Read from the index in its order and no further. The sub-select is evaluated once, so that the index can be used.
const DUE = `select aggregate_id::text as id from clock
  where entity = $1 and next_rung_at <= (select gw_now()) and aggregate_id <> all($2::uuid[])
  order by next_rung_at limit ${BATCH}`;

// Entity by entity, along the same index.
const COUNT_DUE = `select count(*)::int as due from clock where entity = any($1) and next_rung_at <= (select gw_now())`;
const NEXT = `select min(one.next) as next from unnest($1::text[]) as entity (name)
  cross join lateral (select min(next_rung_at) as next from clock where clock.entity = entity.name) one`;

interface Firing {
  entity: string;
  lock: (tx: EntityManager, ids: readonly string[]) => Promise<string[]>;
  fire: FireRungs;
}

/** Fires the rungs of clocks: each once, also with several instances and for what fell due while everything was down. */
@Injectable()
export class Timers {
  private readonly log = new Logger('Timers');
  /** Aggregates that failed or are held, until when they rest. */
  private readonly resting = new Map<string, number>();
  private loops: WorkerLoop[] = [];
  private found?: readonly Firing[];
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
    this.loops = this.firings.map(
      (firing) => new WorkerLoop(`timer ${firing.entity}`, POLL_MS, async () => (await this.round(firing)) > 0),
    );
    this.loops.forEach((loop) => loop.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Clocks whose next rung is due now. */
  async due(): Promise<number> {
    const rows = await this.dataSource.query<{ due: number }[]>(COUNT_DUE, [this.entities]);
    return rows[0]?.due ?? 0;
  }

  /** The moment of the next rung of all; null when none is to come. */
  async next(): Promise<Date | null> {
    const rows = await this.dataSource.query<{ next: Date | null }[]>(NEXT, [this.entities]);
    return rows[0]?.next ?? null;
  }

  private get entities(): string[] {
    return this.firings.map(({ entity }) => entity);
  }

  /** How many aggregates had rungs fired. */
  private async round(firing: Firing): Promise<number> {
    const due = await this.dataSource.query<{ id: string }[]>(DUE, [firing.entity, this.atRest()]);
    const ids = [...new Set(due.map(({ id }) => id))].sort();
    if (ids.length === 0) return 0;
    const fired = new Set(await this.fireAll(firing, ids));
    // Else those that are held for long would be all that every look shows.
    if (due.length === BATCH) ids.filter((id) => !fired.has(id)).forEach((id) => this.rest(id, PASS_OVER_MS));
    return fired.size;
  }

  private async fireAll(firing: Firing, ids: readonly string[]): Promise<string[]> {
    try {
      return await this.fire(firing, ids);
    } catch (error) {
      if (isNobodysFault(error)) throw error;
      return this.oneByOne(firing, ids);
    }
  }

  private async oneByOne(firing: Firing, ids: readonly string[]): Promise<string[]> {
    const fired: string[] = [];
    for (const id of ids) {
      try {
        fired.push(...(await this.fire(firing, [id])));
      } catch (error) {
        if (isNobodysFault(error)) throw error;
        this.log.error(`rungs of ${firing.entity} ${id} cannot be fired: ${(error as Error).message}`);
        this.rest(id, BACK_OFF_MS);
      }
    }
    return fired;
  }

  /** The aggregates whose rungs were fired. */
  private async fire(firing: Firing, ids: readonly string[]): Promise<string[]> {
    const { entity } = firing;
    const { now, due, rungs } = await this.database.transaction((tx) => this.take(tx, firing, ids));
    this.count(entity, rungs);
    due.forEach((clock) => this.metrics.rungLateness.observe({ entity }, lateness(clock, now)));
    return due.map(({ aggregateId }) => aggregateId);
  }

  /** The aggregates first, then their clocks, each in one statement; what another holds is passed over. */
  private async take(tx: EntityManager, { entity, lock, fire }: Firing, ids: readonly string[]) {
    const locked = await lock(tx, ids);
    const now = await databaseNow(tx);
    const due = locked.length > 0 ? await this.clocks.loadDue(tx, entity, locked, now) : [];
    const taken = due.map((clock) => takeDue(clock, now));
    const rows = taken.map(({ row }) => row);
    await this.clocks.saveFired(tx, rows);
    const rungs = inOrder(taken);
    const fired = firedBy(entity, rungs);
    const steps = fired.map(({ step }) => step);
    if (fired.length > 0) await inSteps(steps, () => fire(tx, fired, now));
    return { now, due, rungs };
  }

  private count(entity: string, rungs: readonly FiredRung[]): void {
    for (const [rung, { length }] of groupBy(rungs, ({ name }) => name)) {
      this.fired += length;
      this.metrics.rungs.inc({ entity, rung }, length);
    }
  }

  /** One that failed keeps its longer rest. */
  private rest(id: string, milliseconds: number): void {
    this.resting.set(id, Math.max(this.resting.get(id) ?? 0, performance.now() + milliseconds));
  }

  private atRest(): string[] {
    for (const [id, until] of this.resting) if (until <= performance.now()) this.resting.delete(id);
    return [...this.resting.keys()];
  }

  private get firings(): readonly Firing[] {
    return (this.found ??= this.discover());
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

/** Whose first rung comes first is told first. */
function firedBy(entity: string, rungs: readonly FiredRung[]): FiredRungs[] {
  return [...groupBy(rungs, ({ clock }) => clock.aggregateId)].map(([aggregateId, rungs]) => {
    const { ticketId = null, unit } = rungs[0]?.clock ?? {};
    const attributes = { 'gw.rungs': rungs.map(({ name }) => name).join(',') };
    return { aggregateId, ticketId, rungs, step: Step.begin(`rung ${entity}`, { ticketId, unit, attributes }) };
  });
}

const lateness = ({ nextRungAt }: DueClock, now: Date): number =>
  (now.getTime() - (nextRungAt ?? now).getTime()) / 1_000;
