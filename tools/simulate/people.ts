import { addMeasured, limitMs, parseLimit } from '@gridwhistle/clocks';
import type { Grid, Profile, Simulation, StaffDocument, TierBehaviour } from '@gridwhistle/registry';
import { pick, random } from '../replay/random.js';
import { groundsOf } from '../replay/terrain.js';
import { fullHour } from './arrivals.js';

/** What somebody sees or wants. */
export interface Arisen {
  readonly grid: Grid;
  readonly category: string;
  /** Settled by the grid's worker as it is reported. */
  readonly onTheSpot: boolean;
  /** Where in the grid, as shares of its box. */
  readonly x: number;
  readonly y: number;
}

/** What people do, from the profile's behaviour and the seed alone: the same numbers draw the same things in every run. */
export class People {
  private readonly grounds: readonly Grid[];
  private readonly categories: readonly string[];
  private readonly tiers: ReadonlyMap<string, TierBehaviour>;
  private readonly staff: ReadonlyMap<string, number>;

  constructor(
    private readonly profile: Profile,
    readonly behaviour: Simulation,
    { staff }: StaffDocument,
    private readonly seed: string,
  ) {
    this.grounds = groundsOf(profile);
    this.categories = profile.document.categories.map(({ code }) => code);
    this.tiers = new Map(behaviour.tiers.map((each) => [each.tier, each]));
    this.staff = countStaff(staff);
  }

  /** A number in [0, 1) for one question about one matter. */
  draw(number: number, question: string): number {
    return random(`${this.seed}:${number}:${question}`)();
  }

  arisen(number: number): Arisen {
    const next = random(`${this.seed}:${number}:arisen`);
    const grid = pick(this.grounds, next());
    const hasWorkers = this.profile.unit(grid.code)?.tier === 'grid';
    return {
      grid,
      category: pick(this.categories, next()),
      onTheSpot: next() < this.behaviour.arrivals.onTheSpot && hasWorkers,
      x: next(),
      y: next(),
    };
  }

  /** @throws Error for a tier without a behaviour, which a right profile does not have */
  of(tier: string): TierBehaviour {
    const behaviour = this.tiers.get(tier);
    if (!behaviour) throw new Error(`the simulation says nothing of the tier ${tier}`);
    return behaviour;
  }

  /** How many times longer a unit takes that has so many matters in hand: once as long while its people can keep up. */
  crowd(unit: string, tier: string, inHand: number): number {
    const room = (this.staff.get(unit) ?? 1) * this.of(tier).inHand;
    return Math.max(1, inHand / room);
  }

  /**
   * Whether who got a matter then may still return it. What is done in an hour is done within seconds of its beginning, so
   * the edge of a window of whole hours would be a matter of luck: there it is over.
   */
  mayReturn(since: number, now: number): boolean {
    const { calendar, returnWindow } = this.profile;
    const over = addMeasured(calendar, returnWindow.unit, new Date(fullHour(since)), limitMs(returnWindow, calendar));
    return fullHour(now) < over.getTime();
  }

  /** When something is done whose median is `time`, measured as that limit is; `slower` times later. */
  after(from: number, time: string, [number, question]: readonly [number, string], slower = 1): number {
    const { spread, delay } = this.behaviour;
    const next = random(`${this.seed}:${number}:${question}:time`);
    const usual = Math.exp(spread * normal(next(), next()));
    const late = next() < delay.share ? delay.times : 1;
    const limit = parseLimit(time);
    const ms = limitMs(limit, this.profile.calendar) * usual * late * slower;
    return addMeasured(this.profile.calendar, limit.unit, new Date(from), Math.round(ms)).getTime();
  }
}

/** Normally distributed, of two numbers in [0, 1) (Box–Muller). */
const normal = (one: number, other: number): number =>
  Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);

function countStaff(staff: StaffDocument['staff']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { active, memberships } of staff)
    for (const { unit } of active ? memberships : []) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
}
