import type { Profile } from '@gridwhistle/registry';
import type { Installation } from '../tools/gw/src/installation.js';
import type { HotlineSimulator } from '../tools/hotline-simulator/index.js';
import type { District } from '../tools/replay/district.js';
import type { Tally } from './tally.js';

/** A locality that runs, with everybody who works there. */
export interface Scene {
  readonly profile: Profile;
  readonly district: District;
  readonly installation: Installation;
  readonly hotline: HotlineSimulator;
  /** Names this run in keys and numbers. */
  readonly run: string;
  /** What was answered. */
  readonly tally: Tally;
}
