import { setTimeout as delay } from 'node:timers/promises';
import { enter, type Entered, type Job, type Setting } from '../../tools/replay/entering.js';
import { atRate, Pool } from '../../tools/replay/pace.js';
import { close, enterTwice, type Closed, type Failed } from '../../tools/replay/run.js';
import { jobsOf, surgeOf } from './jobs.js';

/** Tickets that scripted staff have in hand at once. */
const IN_HAND = 24;
/** More than this waiting for staff, and nothing new is posted: what is begun must be finished at the end. */
const MOST_WAITING = 150;

/** So many failures are told as they come; all of them count. */
const SHOWN = 10;

export interface LoadOptions {
  readonly seed: string;
  /** Reports a second. */
  readonly rate: number;
  /** Ends by itself after so many. */
  readonly reports: number | undefined;
  readonly say: (line: string) => void;
}

/** Reports at a steady rate, each handled to its archive by scripted staff, whatever happens to the system meanwhile. */
export class Load {
  readonly closed: Closed[] = [];
  readonly failed: Failed[] = [];
  private readonly pool = new Pool(IN_HAND);
  private readonly open = new Set<Promise<void>>();
  private readonly jobs: Generator<Job, never>;
  private posted = 0;
  private surges = 0;
  private stopping = false;
  private easing = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly setting: Setting,
    private readonly options: LoadOptions,
  ) {
    this.jobs = jobsOf(options.seed);
  }

  start(): void {
    this.loop = this.run();
  }

  /** Reports that are posted and not handled to their end. */
  get openCount(): number {
    return this.open.size;
  }

  get progress(): string {
    return `${this.posted} reported, ${this.closed.length} closed, ${this.open.size} open`;
  }

  /** Reports `times` as fast as ever for some seconds. Nobody handles these: they wait, and fall due. */
  async surge(times: number, seconds: number): Promise<void> {
    const { seed, rate } = this.options;
    const jobs = surgeOf(seed, this.surges++, Math.round(times * rate * seconds));
    await atRate(jobs, times * rate, async (job) => {
      await enter(job, this.setting).catch((error: unknown) => this.fail(job, error));
    });
  }

  /** One more report, through to somebody's order. @throws Error when it does not get there */
  async probe(): Promise<Entered> {
    const [job] = surgeOf(this.options.seed, this.surges++, 1);
    const entered = await enter(job as Job, this.setting);
    for (const until = Date.now() + 60_000; Date.now() < until; await delay(100)) {
      const { centre } = this.setting.district;
      const ticket = await centre.find<{ orders?: readonly unknown[] }>(`/tickets/${entered.ticketId}`);
      if ((ticket?.orders?.length ?? 0) > 0) return entered;
    }
    throw new Error(`report ${entered.ticketId} has no order after 60 s`);
  }

  /** Posts nothing until no more than so many are open, or the time is over; then it goes on. */
  async easeTo(most: number, withinMs: number): Promise<void> {
    this.easing = true;
    for (const until = Date.now() + withinMs; this.open.size > most && Date.now() < until;) await delay(100);
    this.easing = false;
  }

  /** When all reports that were asked for are posted. */
  async allPosted(): Promise<void> {
    await this.loop;
  }

  /** Posts nothing more and waits until everything in hand is closed. */
  async finish(): Promise<void> {
    this.stopping = true;
    await this.loop;
    await Promise.all(this.open);
  }

  private async run(): Promise<void> {
    const { rate, reports = Infinity } = this.options;
    for (let next = performance.now(); !this.stopping && this.posted < reports; next += 1000 / rate) {
      await delay(Math.max(0, next - performance.now()));
      while ((this.easing || this.open.size > MOST_WAITING) && !this.stopping) await delay(100);
      next = Math.max(next, performance.now() - 1000);
      this.posted += 1;
      const work: Promise<void> = this.handle(this.jobs.next().value).finally(() => this.open.delete(work));
      this.open.add(work);
    }
  }

  private async handle(job: Job): Promise<void> {
    try {
      const entered = await enterTwice(job, this.setting);
      this.closed.push(await this.pool.run(() => close(job, entered, this.setting)));
    } catch (error) {
      this.fail(job, error);
    }
  }

  private fail(job: Job, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.failed.push({ job, why });
    if (this.failed.length <= SHOWN) this.options.say(`report ${job.line.number}: ${why}`);
  }
}
