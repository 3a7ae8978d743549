import { Bar } from '../tools/replay/bar.js';
import { Pool } from '../tools/replay/pace.js';
import { pick, random } from '../tools/replay/random.js';
import { drawPlaces, type Place } from './place.js';
import { planWays } from './plan.js';
import type { Scene } from './scene.js';
import { passes } from './time.js';
import { Turn, type Rest, type Wait, type Way } from './ways/way.js';
import { CLIMBING } from './ways/climbing.js';
import { WAYS } from './ways/ways.js';

/** A matter that went its way. */
export interface Done {
  readonly way: Way;
  readonly turn: Turn;
}

export interface Mixed {
  readonly done: readonly Done[];
  /** A sentence for each matter that did not go its way. */
  readonly failed: readonly string[];
  /** Ways that the district has what it takes for. */
  readonly ways: readonly Way[];
}

/** Matters that staff have in hand at once. */
const IN_HAND = 16;
/** The same staff work on many of them. */
const PLACES = 24;
const WAITS: readonly Wait[] = ['review date', 'rating window'];

/** So many matters at once, each its own way to the archive; then time passes for those that wait for it. */
export async function playMixed(scene: Scene, tickets: number, seed: string): Promise<Mixed> {
  const places = drawPlaces(scene.profile, seed, PLACES);
  const ways = WAYS.filter((way) => places.some((place) => suits(way, place, scene)));
  const ordinary = CLIMBING.filter((way) => ways.includes(way));
  const bar = new Bar();
  const table = new Table(scene, places, seed, bar);
  const plan = planWays(ways, ordinary, { tickets, seed });
  await Promise.all(plan.map((way, index) => table.play(way, index + 1, plan.length)));
  for (const wait of WAITS) {
    const resting = table.resting.filter(({ way }) => way.waits === wait);
    if (resting.length > 0) await passes(scene, wait);
    await Promise.all(resting.map((each) => table.goOn(each)));
  }
  bar.end();
  return { done: table.done, failed: table.failed, ways };
}

const suits = (way: Way, place: Place, scene: Scene): boolean => way.suits?.(place, scene) ?? true;

interface Resting extends Done {
  readonly rest: Rest;
}

/** Everything that is under way. */
class Table {
  readonly done: Done[] = [];
  readonly failed: string[] = [];
  readonly resting: Resting[] = [];
  private readonly pool = new Pool(IN_HAND);
  private begun = 0;

  constructor(
    private readonly scene: Scene,
    private readonly places: readonly Place[],
    private readonly seed: string,
    private readonly bar: Bar,
  ) {}

  play(way: Way, number: number, total: number): Promise<void> {
    const dice = random(`${this.seed}:${number}`);
    const place = pick(
      this.places.filter((each) => suits(way, each, this.scene)),
      dice(),
    );
    const turn = new Turn(this.scene, place, number, dice);
    return this.pool.run(async () => {
      this.begun += 1;
      const rest = await this.attempt(way, turn, () => way.play(turn));
      if (rest) this.resting.push({ way, turn, rest });
      const closed = this.done.length + this.resting.length;
      this.bar.show({ total, posted: this.begun, closed, failed: this.failed.length, inFlight: this.pool.inFlight });
    });
  }

  goOn({ way, turn, rest }: Resting): Promise<void> {
    return this.pool.run(async () => void (await this.attempt(way, turn, rest)));
  }

  private async attempt(way: Way, turn: Turn, work: () => Promise<Rest | void>): Promise<Rest | void> {
    try {
      const rest = await work();
      if (!rest) this.done.push({ way, turn });
      return rest;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const tickets = turn.tickets.map(({ ticketId }) => ticketId).join(', ');
      this.failed.push(`matter ${turn.number}, ${way.name} (${tickets}): ${why}`);
      this.bar.say(this.failed.at(-1) ?? '');
    }
  }
}
