import { DepartmentStreams } from '../../tools/replay/streams.js';
import type { OrderView } from '../../tools/replay/matter.js';
import type { WhistleView } from '../../tools/replay/whistling.js';
import type { Hands } from '../hands.js';
import type { Scene } from '../scene.js';
import type { Cast } from './cast.js';
import type { Role } from './move.js';

/** Where one story is played: its people, and what has come of it so far. */
export class Stage {
  readonly streams: DepartmentStreams;
  private told: Hands | undefined;
  private blown: WhistleView | undefined;

  constructor(
    readonly scene: Scene,
    readonly cast: Cast,
    /** Tells this story's keys and numbers from others'. */
    readonly name: string,
  ) {
    this.streams = new DepartmentStreams(scene.installation);
  }

  get hands(): Hands {
    if (!this.told) throw new Error('nothing has been reported yet');
    return this.told;
  }

  set hands(told: Hands) {
    this.told = told;
  }

  get whistle(): WhistleView {
    if (!this.blown) throw new Error('nobody has asked for a whistle yet');
    return this.blown;
  }

  set whistle(blown: WhistleView) {
    this.blown = blown;
  }

  /** The code of the unit that plays a role. */
  unit(role: Role): string {
    return this.cast.unit(role).code;
  }

  /** The order that the township has taken. */
  township(): Promise<OrderView> {
    return this.hands.matter.orderOf(this.unit('township'), 'accepted');
  }
}
