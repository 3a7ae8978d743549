import { setTimeout as delay } from 'node:timers/promises';
import { Database, databaseNow, SealError, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable, Logger } from '@nestjs/common';
import { pairBucketsOf } from './domain/grams.js';
import { monthBefore, monthOf } from './domain/month.js';
import { Gathering } from './domain/topic.js';
import { Sealed } from './sealed.js';
import { TopicStore, type MonthRow, type SpokenRow } from './topic.store.js';

const AT_ONCE = 25;
const PAUSE_MS = 60_000;
/** Rest after a batch as a multiple of what it took: who reports comes before what is gathered. */
const REST = 2;
/** Where the profile says nothing; see docs/suggestions.md. */
const DEFAULT = { least: 3, likeness: 0.12 };

/** A month on its way: twice through its reports, first to count, then to gather. */
interface Run {
  readonly wanted: MonthRow;
  readonly gathering: Gathering;
  counting: boolean;
  after: string | undefined;
  reports: number;
}

/**
 * Looks through each month that is over, and any that is asked for, for matters that come again and again. An instance that dies
 * leaves the month to the next, which ends with the same; two that do it at once write the same.
 */
@Injectable()
export class TopicFinding {
  private readonly logger = new Logger('TopicFinding');
  private readonly loop: WorkerLoop;
  private run: Run | undefined;

  constructor(
    private readonly database: Database,
    private readonly topics: TopicStore,
    private readonly registry: Registry,
    private readonly sealed: Sealed,
    workers: Workers,
  ) {
    this.loop = workers.loop('TopicFinding', PAUSE_MS, () => this.work());
  }

  wake(): void {
    this.loop.wake();
  }

  private async work(): Promise<boolean> {
    const began = performance.now();
    this.run ??= await this.begin();
    if (!this.run) return false;
    const { run } = this;
    const { wanted, after } = run;
    const rows = await this.database.transaction((tx) => this.topics.page(tx, monthOf(wanted.month), after, AT_ONCE));
    rows.forEach((row) => this.take(run, row));
    await this.turn(run, rows);
    await delay(REST * (performance.now() - began));
    return true;
  }

  /** The month that is to be looked through; the last one by itself, once it is over. */
  private async begin(): Promise<Run | undefined> {
    const wanted = await this.database.transaction(async (tx) => {
      await this.topics.wantOnce(tx, monthBefore(await databaseNow(tx)));
      return this.topics.wanted(tx);
    });
    const rule =
      this.registry.version === 0 ? undefined : (this.registry.current().document.repeatedMatters ?? DEFAULT);
    return wanted && rule && { wanted, gathering: new Gathering(rule), counting: true, after: undefined, reports: 0 };
  }

  private take({ gathering, counting }: Run, { id, words, grid, category }: SpokenRow): void {
    const buckets = this.bucketsOf(id, words);
    if (buckets && counting) gathering.count(buckets);
    else if (buckets) gathering.gather({ id, area: this.areaOf(grid), category, buckets });
  }

  /** Words that cannot be read are in no topic, and hold up nobody. */
  private bucketsOf(id: string, words: string): number[] | undefined {
    try {
      const { title, text } = this.sealed.openWords(words);
      return pairBucketsOf(title, text);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.logger.warn({ msg: `the words of ${id} cannot be opened: they are in no topic`, error: error.message });
      return undefined;
    }
  }

  private areaOf(grid: string | null): string {
    const profile = this.registry.current();
    return (grid === null ? undefined : profile.gridNow(grid)?.area) ?? profile.district;
  }

  /** Goes on after what was read; at the end once more from the beginning to gather, and then the month is ready. */
  private async turn(run: Run, rows: readonly SpokenRow[]): Promise<void> {
    run.reports += rows.length;
    run.after = rows.at(-1)?.id ?? run.after;
    if (rows.length === AT_ONCE) return;
    if (run.counting) return void Object.assign(run, { counting: false, after: undefined, reports: 0 });
    const { wanted, gathering, reports } = run;
    const topics = gathering.topics();
    await this.database.transaction((tx) => this.topics.replace(tx, wanted, reports, topics));
    this.run = undefined;
    this.logger.log(`${topics.length} topics in ${reports} reports of ${wanted.month}`);
  }
}
