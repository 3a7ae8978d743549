import type { LadderAct } from '../acts.js';
import { report, type Hands, type Reporting } from '../hands.js';
import type { Place } from '../place.js';
import { pick } from '../../tools/replay/random.js';
import type { Scene } from '../scene.js';

/** Goes on after the time that it waits for has passed. */
export type Rest = () => Promise<void>;

/** What has to pass before a matter goes on. */
export type Wait = 'review date' | 'rating window';

/** One matter's way from its report to its archive. */
export interface Way {
  readonly name: string;
  /** Acts that it is there for; more come with them. */
  readonly acts: readonly LadderAct[];
  /** Whether a place has what it takes; it always has where nothing is said. */
  readonly suits?: (place: Place, scene: Scene) => boolean;
  readonly waits?: Wait;
  play(turn: Turn): Promise<Rest | void>;
}

/** One matter's turn: where it happens, and every ticket that it becomes. */
export class Turn {
  readonly tickets: Hands[] = [];

  constructor(
    readonly scene: Scene,
    readonly place: Place,
    readonly number: number,
    readonly dice: () => number,
  ) {}

  async report(reporting: Reporting = {}): Promise<Hands> {
    const category = pick(this.place.categories, this.dice());
    const key = `${this.number}-${this.tickets.length}`;
    return this.keep(await report(this.scene, this.place, key, { category, ...reporting }));
  }

  keep(hands: Hands): Hands {
    this.tickets.push(hands);
    return hands;
  }
}
