import { CLUSTER_TABLE } from './cluster.js';
import { DISK_TABLE } from './disk.js';
import { KILLS_TABLE } from './kills.js';
import { MESSAGES_TABLE } from './messages.js';
import { NATS_TABLE } from './nats.js';
import type { Nemesis } from './nemesis.js';
import { POISON_TABLE } from './poison.js';
import { POSTGRES_TABLE } from './postgres.js';
import { SKEW_TABLE } from './skew.js';
import { TRAPS_TABLE } from './traps.js';

/** Every fault there is. */
export const NEMESES: readonly Nemesis[] = [
  ...KILLS_TABLE,
  ...TRAPS_TABLE,
  ...NATS_TABLE,
  ...CLUSTER_TABLE,
  ...POSTGRES_TABLE,
  ...MESSAGES_TABLE,
  ...POISON_TABLE,
  ...SKEW_TABLE,
  ...DISK_TABLE,
];

/** The mix of `npm test`, in this order: each finds a kind of mistake that none of the others does. */
export const SHORT: readonly string[] = [
  'poison-throws',
  'escalation-and-assessment-killed-of-two',
  'killed-before-delete',
  'copies-shuffled',
  'nats-killed',
  'store-deleted',
  'last-seconds-lost',
];

/** Why a fault cannot be made here; undefined when it can. */
export function obstacleOf(nemesis: Nemesis, isRoot: boolean): string | undefined {
  if (nemesis.needsRoot && !isRoot) return 'needs root';
  return nemesis.impossible?.();
}
