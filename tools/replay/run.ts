import type { Bar } from './bar.js';
import { enter, type Entered, type Job, type Setting } from './entering.js';
import { handle, type Handled } from './handling.js';
import { atRate, Pool } from './pace.js';
import { tierOf } from './plan.js';

/** A line whose ticket is closed. */
export interface Closed {
  readonly job: Job;
  readonly entered: Entered;
  readonly handled: Handled;
}

export interface Failed {
  readonly job: Job;
  readonly why: string;
}

export interface Result {
  readonly closed: readonly Closed[];
  readonly failed: readonly Failed[];
}

/** Tickets that scripted staff have in hand at once. */
const IN_HAND = 16;

/** Posts the lines at their rate and has each handled to the end. One line's failure stops no other. */
export async function runJobs(jobs: readonly Job[], setting: Setting, rate: number, bar: Bar): Promise<Result> {
  const pool = new Pool(IN_HAND);
  const entries = new Entries(jobs);
  const closed: Closed[] = [];
  const failed: Failed[] = [];
  let posted = 0;
  const show = (): void =>
    bar.show({ total: jobs.length, posted, closed: closed.length, failed: failed.length, inFlight: pool.inFlight });
  await atRate(jobs, rate, async (job) => {
    try {
      // A similar case is hinted at while it is open: of two twins the first is in first, and stays open for the second.
      await entries.firstTwinIn(job);
      const entered = await entries.settle(job, enterTwice(job, setting));
      posted += 1;
      show();
      await entries.laterTwinIn(job);
      closed.push(await pool.run(() => close(job, entered, setting)));
    } catch (error) {
      failed.push({ job, why: error instanceof Error ? error.message : String(error) });
      bar.say(`line ${job.line.number}: ${failed.at(-1)?.why}`);
    }
    show();
  });
  bar.end();
  return { closed, failed };
}

/** Who is in already, for those who wait for it. */
class Entries {
  private readonly laterTwin: ReadonlyMap<number, number>;
  private readonly settled = new Map<number, { done: Promise<void>; tell: () => void }>();

  constructor(jobs: readonly Job[]) {
    this.laterTwin = new Map(
      jobs.flatMap(({ line }) => (line.twinOf === undefined ? [] : [[line.twinOf, line.number]])),
    );
    for (const { line } of jobs) {
      let tell: () => void = () => undefined;
      const done = new Promise<void>((resolve) => (tell = resolve));
      this.settled.set(line.number, { done, tell });
    }
  }

  async settle(job: Job, entering: Promise<Entered>): Promise<Entered> {
    return entering.finally(() => this.settled.get(job.line.number)?.tell());
  }

  async firstTwinIn({ line }: Job): Promise<void> {
    await this.settled.get(line.twinOf ?? 0)?.done;
  }

  async laterTwinIn({ line }: Job): Promise<void> {
    await this.settled.get(this.laterTwin.get(line.number) ?? 0)?.done;
  }
}

/** Sends a line as often as its plan says. @throws Error when it became two tickets */
export async function enterTwice(job: Job, setting: Setting): Promise<Entered> {
  const { repeat } = job.plan;
  if (repeat === 'at-the-same-time') return same(...(await Promise.all([enter(job, setting), enter(job, setting)])));
  const first = await enter(job, setting);
  return repeat === 'right-after' ? same(first, await enter(job, setting)) : first;
}

/** Handles an entered line to its archive. @throws Error when it went another way than planned */
export async function close(job: Job, entered: Entered, setting: Setting): Promise<Closed> {
  const handled = await handle(job, entered, setting);
  if (job.plan.repeat === 'when-closed') same(entered, await enter(job, setting));
  if (handled.tier !== tierOf(job.plan))
    throw new Error(`done by the ${handled.tier}, planned for ${tierOf(job.plan)}`);
  return { job, entered, handled };
}

function same(first: Entered, second: Entered): Entered {
  if (first.ticketId === second.ticketId && first.code === second.code) return first;
  throw new Error(`posted twice and became two tickets: ${first.ticketId} and ${second.ticketId}`);
}
