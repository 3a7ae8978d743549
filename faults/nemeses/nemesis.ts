import type { ServiceName } from '@gridwhistle/kernel';
import type { Load } from '../load/load.js';
import type { InstanceNumber } from '../world/ports.js';
import type { World } from '../world/world.js';

/** What a nemesis plays with. */
export interface Theatre {
  readonly world: World;
  readonly load: Load;
  /** Numbers in [0, 1), from the seed. */
  readonly dice: () => number;
  readonly say: (line: string) => void;
  /** How long faults are made. */
  readonly minutes: number;
  /** Moves simulated time while the fault lasts, and waits until what fell due has fired. */
  readonly passTime: (minutes: number) => Promise<void>;
  /** Waits while room or connections are short: how everybody is answered then is looked at. */
  readonly whileShort: (fault: string, milliseconds: number) => Promise<void>;
  readonly notes: Notes;
}

/** What the checker must know of the faults. */
export interface Notes {
  /** Aggregates of messages that were put into the stream by nobody who owns them: expected to be parked. */
  readonly poisoned: Set<string>;
  /** Events in those messages that must have been parked: by their ids, what the reason must say (anything when empty). */
  readonly forged: Map<string, string>;
  /** The stream's whole store was deleted. */
  beginningLost: boolean;
}

/** Ends the fault; what the system has to do then it does by itself. */
export type Heal = () => Promise<void>;

/** One fault. */
export interface Nemesis {
  readonly name: string;
  /** The heading under which it is counted. */
  readonly kind: string;
  readonly about: string;
  readonly needsRoot?: boolean;
  /** So many NATS servers the world must have; either when left out. */
  readonly nodes?: 1 | 3;
  /** So many instances of these services (of all when left out) before it comes. */
  readonly instances?: { readonly count: InstanceNumber; readonly of?: readonly ServiceName[] };
  /** Why it cannot be done here. */
  readonly impossible?: () => string | undefined;
  /** Makes the fault, from its beginning until it may heal. */
  inject(theatre: Theatre): Promise<Heal>;
  /** Ends what the system has to live with until it has healed without it; then it has to heal once more. */
  afterwards?(theatre: Theatre): Promise<void>;
}

/** The moment that a fault waits for did not come: nobody's fault, and no fault made. */
export class Missed extends Error {}

/** Nothing is left to be undone: whatever was ended is started again by its keeper. */
export const byItself: Heal = async () => undefined;
