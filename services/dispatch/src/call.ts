import { DomainError } from '@gridwhistle/kernel';
import type { Actor, Subject } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { v7 } from 'uuid';
import type { Order } from './domain/order.js';
import type { AdmittedDuty, Context, Rules } from './domain/rules.js';
import type { Stored } from './matter.changes.js';
import { versionOf } from './views.js';

/** Who asks, of which order, and the version the caller saw. */
export interface Call {
  readonly actor: Actor;
  readonly id: string;
  readonly ifMatch: number;
  /** By which a grid is given the work, where the act hands it on. */
  readonly duty?: string | undefined;
}

export function orderIn({ matter }: Stored, id: string): Order {
  const order = matter.orders.find((each) => each.id === id);
  if (!order) throw unknownOrder();
  return order;
}

/** Whose act it is: what `may` looks at. */
export const subjectOf = (order: Order, rules: Rules): Subject => ({
  holder: order.unit,
  verifier: order.verifier,
  dispatcher: order.dispatcher,
  centre: centreOf(order.area, rules),
  area: order.grid,
});

/** The centre over an area; the district's where the area is gone from the profile in force. */
export function centreOf(area: string | null, rules: Rules): string {
  return rules.centre(area !== null && rules.area(area) ? area : undefined).code;
}

export function contextOf(
  rules: Profile,
  now: Date,
  actor: Actor | undefined,
  admitted: readonly AdmittedDuty[] = [],
): Context {
  const by = actor?.id ?? 'system';
  const person = actor?.kind === 'staff' ? actor.id : undefined;
  return { rules, now, by, person, newId: () => v7({ msecs: now.getTime() }), admitted };
}

/** The caller's copy must be the present version, else somebody else was faster. */
export function checkVersion({ versions }: Stored, { id, ifMatch }: Call): void {
  const { sequence } = versionOf(versions, id);
  if (sequence !== ifMatch) throw new DomainError('precondition.stale', `the present version is ${sequence}`);
}

export const unknownOrder = (): DomainError => new DomainError('order.unknown', 'there is no such order');
