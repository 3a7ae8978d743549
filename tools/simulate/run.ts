import { Client } from 'pg';
import { moveTo } from '../gw/src/clock.js';
import { waitUntilDrained } from '../gw/src/drained.js';
import type { Bar } from '../replay/bar.js';
import type { District } from '../replay/district.js';
import { Matter, type OrderView } from '../replay/matter.js';
import { Pool } from '../replay/pace.js';
import { fullHour, HOUR_MS, localDay, type Hour } from './arrivals.js';
import type { Case, Next, Task } from './case.js';
import { DEEDS } from './deeds.js';
import { Waiting } from './gathering.js';
import type { Progress } from './log.js';
import { report } from './reporting.js';
import type { Scene } from './scene.js';

/** Acts that are under way at the same time: what comes together is done together, and costs less. */
const AT_ONCE = 200;
const MOST_REFUSALS = 6;
const MOST_FAILURES = 200;
const MOST_FAILURES_TOLD = 20;
const DRAINED_WITHIN_S = 600;
const DAYS = 7;

/** Plays the hours of a span: what arises, and what people have to do. Time goes on only when an hour's acts are answered. */
export class Run {
  private readonly pool = new Pool(AT_ONCE);
  private readonly waiting = new Waiting();
  private readonly failures: string[];
  private over: number;
  private day = -1;
  private hour = 0;

  constructor(
    private readonly scene: Scene,
    private readonly clock: Client,
    private readonly tickets: number,
    private readonly bar: Bar,
    { failures, over }: Pick<Progress, 'failures' | 'over'>,
  ) {
    this.failures = [...failures];
    this.over = over;
  }

  /** From an hour on to the last act; `written` may ask after each hour how far it is. */
  async play(hours: Iterable<Hour>, next: number, written: (progress: () => Progress) => void): Promise<Progress> {
    for (const hour of hours) {
      if (hour.at < next) continue;
      if (hour.count > 0 || this.isBusy(hour.at + HOUR_MS)) await this.pass(hour);
      written(() => this.progressAt(hour.at + HOUR_MS));
    }
    while (this.isBusy(Infinity)) await this.pass({ at: this.nextHour(), first: 0, count: 0 });
    await this.rest();
    return this.progressAt(Number.MAX_SAFE_INTEGER);
  }

  private isBusy(before: number): boolean {
    return this.waiting.size > 0 || this.scene.agenda.nextAt < before;
  }

  private nextHour(): number {
    const { nextAt } = this.scene.agenda;
    return this.waiting.size > 0 ? this.hour + HOUR_MS : Math.max(this.hour, fullHour(nextAt));
  }

  /** Whoever goes on with it has to find out to whom the matters came of which that is not known yet. */
  private progressAt(next: number): Progress {
    const { agenda, tally } = this.scene;
    const waiting = this.waiting.all().map((one): Task => ({ at: next, deed: 'find', case: one }));
    const tasks = waiting.length > 0 ? [...agenda.all(), ...waiting] : agenda.all();
    return { next, tasks, counts: tally.counts, failures: this.failures, over: this.over };
  }

  /** An hour: who got what in the last one, then everything that arises or is due in it at once. */
  private async pass({ at, first, count }: Hour): Promise<void> {
    await this.gather();
    this.hour = at;
    await this.newDay(at);
    await moveTo(this.clock, at);
    const arising = Array.from({ length: count }, (_, index) => this.arise(first + index, at));
    for (let due = this.due(at); due.length > 0; due = this.due(at))
      await Promise.all(due.map((task) => this.pool.run(() => this.perform(task))));
    await Promise.all(arising);
  }

  private due(hour: number): Task[] {
    return this.scene.agenda.before(hour + HOUR_MS);
  }

  /** Once a day orders and ledger agree before time goes on, and verifiers look at what was drawn for a check; once a week all have followed. */
  private async newDay(at: number): Promise<void> {
    const day = localDay(at);
    if (day === this.day) return;
    if (this.day >= 0) await this.rest(day % DAYS === 0 ? undefined : ['dispatch', 'console']);
    this.day = day;
  }

  private async rest(some?: readonly string[]): Promise<void> {
    await waitUntilDrained(this.scene.installation, DRAINED_WITHIN_S, some);
    await this.checkSpots();
  }

  private async arise(number: number, at: number): Promise<void> {
    await this.pool.run(async () => {
      try {
        const one = await report(this.scene, number, at);
        if (one) this.waiting.add(one);
        else this.over += 1;
      } catch (error) {
        this.fail(`matter ${number}: ${wordsOf(error)}`);
      }
    });
    this.show();
  }

  private async perform({ deed, at, case: one }: Task): Promise<void> {
    try {
      const next = await DEEDS[deed](this.scene, one, at);
      if (deed !== 'find') one.since = at;
      this.follow(one, next);
    } catch (error) {
      one.refusals += 1;
      if (one.refusals > MOST_REFUSALS)
        this.fail(`matter ${one.number}, ticket ${one.ticketId}, ${deed}: ${wordsOf(error)}`);
      else this.scene.agenda.add({ at: at + HOUR_MS, deed: 'look', case: one });
    }
    this.show();
  }

  private follow(one: Case, next: Next): void {
    if (next === 'over') this.over += 1;
    else if (next === 'await') this.waiting.add(one);
    else this.scene.agenda.add({ ...next, case: one });
  }

  private async gather(): Promise<void> {
    if (this.waiting.size === 0) return;
    const { come, missing } = await this.waiting.come(this.scene, this.hour);
    for (const one of come) this.scene.agenda.add({ at: this.scene.takenAt(one), deed: 'take', case: one });
    for (const one of missing) this.scene.agenda.add({ at: this.hour + HOUR_MS, deed: 'find', case: one });
  }

  /** What was settled on the spot and drawn for a check waits for its verifier: results that no case of ours is about. */
  private async checkSpots(): Promise<void> {
    const { agenda, district, tally } = this.scene;
    const ours = new Set(agenda.all().map(({ case: one }) => one.ticketId));
    for await (const page of district.centre.pages<OrderView & { origin: string }>('/orders?state=resolved')) {
      const spots = page.filter(({ ticketId, origin }) => origin === 'route' && !ours.has(ticketId));
      await Promise.all(spots.map((order) => this.pool.run(() => confirm(district, order))));
      spots.forEach(() => tally.note('spot check'));
    }
  }

  /** @throws Error where so much fails that going on makes no sense; the run can go on from what is written down */
  private fail(why: string): void {
    if (this.failures.length >= MOST_FAILURES)
      throw new Error(`more than ${MOST_FAILURES} matters failed; the last: ${why}`);
    this.failures.push(why);
    if (this.failures.length <= MOST_FAILURES_TOLD) this.bar.say(why);
  }

  private show(): void {
    const { agenda, tally } = this.scene;
    const progress = {
      total: this.tickets,
      posted: tally.of('report'),
      closed: this.over,
      failed: this.failures.length,
    };
    this.bar.show({ ...progress, inFlight: agenda.size });
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const confirm = (district: District, order: OrderView): Promise<OrderView> =>
  new Matter(district, order.ticketId).act(order, 'confirm');
