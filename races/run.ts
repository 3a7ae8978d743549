import { SERVICES } from '@gridwhistle/kernel';
import { withClient } from '@gridwhistle/testing/servers';
import type { Evidence } from '../faults/check/evidence.js';
import type { World } from '../faults/world/world.js';
import { readNow } from '../tools/gw/src/clock.js';
import { waitUntilDrained } from '../tools/gw/src/drained.js';
import { District } from '../tools/replay/district.js';
import type { Setting } from '../tools/replay/entering.js';
import { Faces } from '../tools/replay/http.js';
import { Pool } from '../tools/replay/pace.js';
import { random } from '../tools/replay/random.js';
import { check } from './check/check.js';
import { collect, consumersOf } from './check/collect.js';
import { isUndecided, type Raced } from './check/evidence.js';
import { asTheyFallDue } from './due.js';
import { Meetings } from './meeting.js';
import { told, type Outcome } from './outcome.js';
import type { Meeting, Pair } from './pairs/pair.js';
import { Stage } from './stage.js';

/** Matters that are brought to their meeting, and meet, at once. */
const AT_ONCE = 20;
/** Matters that wait together for their clocks to fall due. */
const DUE_AT_ONCE = 50;
/** Where somebody was told to come later, others meet in their place. */
const MOST_ROUNDS = 3;
const SETTLED_WITHIN_S = 300;

export interface Races {
  readonly pairs: readonly Pair[];
  /** How often each meets. */
  readonly times: number;
  readonly seed: string;
  readonly say: (line: string) => void;
}

/** Lets each pair meet so often, waits until everything has settled, and looks at it. */
export async function run(world: World, { pairs, times, seed, say }: Races): Promise<Outcome[]> {
  await world.scale(SERVICES, 2);
  const district = await District.load(new Faces(world.layout.urls.console), world.installation);
  const setting = { district, hotline: world.hotline, run: seed };
  const consumers = await consumersOf(world);
  const outcomes: Outcome[] = [];
  for (const [index, pair] of pairs.entries()) {
    const race = new Race(world, setting, pair, index * times * MOST_ROUNDS);
    const outcome = await race.judged(times, consumers);
    told(outcome).forEach(say);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** All meetings of one pair. */
class Race {
  private readonly meetings: Meetings;
  private readonly raced: Raced[] = [];
  private readonly wrong: string[] = [];
  private readonly dice: () => number;

  constructor(
    private readonly world: World,
    private readonly setting: Setting,
    private readonly pair: Pair,
    /** Meetings of the run before these. */
    private readonly before: number,
  ) {
    this.meetings = new Meetings(world);
    this.dice = random(`${setting.run}:${pair.id}`);
  }

  async judged(times: number, consumers: Evidence['consumers']): Promise<Outcome> {
    const { pair, raced } = this;
    for (let round = 0; round < MOST_ROUNDS && this.decided < times; round++) {
      const nths = Array.from({ length: times - this.decided }, (_, index) => times * round + index);
      await (pair.due === undefined ? this.meetEach(nths) : this.meetAsDue(nths, pair.due));
    }
    // What falls due from now on need not have happened.
    const now = await withClient(this.world.adminUrl, readNow);
    await waitUntilDrained(this.world.installation, SETTLED_WITHIN_S);
    const tickets = raced.flatMap((each) => each.tickets);
    const evidence = { ...(await collect(this.world, consumers, tickets)), now };
    const findings = check(pair, raced, evidence);
    const violations = findings.flatMap(({ rule, violations }) => violations.map(({ what }) => `${rule}: ${what}`));
    return { pair, raced, wrong: [...this.wrong, ...violations] };
  }

  private get decided(): number {
    return this.raced.filter((each) => !isUndecided(each)).length;
  }

  private async meetEach(nths: readonly number[]): Promise<void> {
    await this.forEach(nths, async (nth) => {
      const meeting = await this.prepare(nth);
      if (meeting) await this.meet(meeting);
    });
  }

  /** Those of a batch meet as their clocks fall due, all at once. */
  private async meetAsDue(nths: readonly number[], kind: string): Promise<void> {
    for (let from = 0; from < nths.length; from += DUE_AT_ONCE) {
      const prepared = await this.forEach(nths.slice(from, from + DUE_AT_ONCE), (nth) => this.prepare(nth));
      const meetings = prepared.filter((one) => one !== undefined);
      const tickets = meetings.flatMap((meeting) => meeting.tickets);
      const works = meetings.map((meeting) => () => this.meet(meeting));
      await waitUntilDrained(this.world.installation, SETTLED_WITHIN_S);
      if (works.length > 0) await asTheyFallDue(this.world, { kind, tickets, dice: this.dice }, works);
      await waitUntilDrained(this.world.installation, SETTLED_WITHIN_S);
    }
  }

  private forEach<T>(nths: readonly number[], work: (nth: number) => Promise<T>): Promise<T[]> {
    const pool = new Pool(AT_ONCE);
    return Promise.all(nths.map((nth) => pool.run(() => work(nth))));
  }

  private async prepare(nth: number): Promise<Meeting | undefined> {
    try {
      return await this.pair.meet(new Stage(this.setting, this.before + nth));
    } catch (error) {
      this.wrong.push(`not raced: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  private async meet(meeting: Meeting): Promise<void> {
    const { tickets } = meeting;
    this.raced.push({ tickets, ...(await this.meetings.meet(meeting, this.dice, this.pair.apart)) });
  }
}
