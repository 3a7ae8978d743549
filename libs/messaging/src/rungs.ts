import type { EntityManager } from 'typeorm';
import type { TakenRungs } from './clock-row.js';
import type { Step } from './step.js';

/** An aggregate whose clocks have come to rungs: which, in the clocks' order. The clocks are saved without them. */
export interface FiredRungs {
  aggregateId: string;
  ticketId: string | null;
  taken: readonly TakenRungs[];
  /** Its span: what its rungs lead to names it as cause. */
  step: Step;
}

/**
 * Publishes the rungs of many aggregates, which the transaction holds locked, and stores their new versions; their
 * clocks are saved already. `now` is the database's time. When it throws, the aggregates are tried one by one.
 */
export type FireRungs = (tx: EntityManager, fired: readonly FiredRungs[], now: Date) => Promise<void>;

/** A provider that fires rungs also locks its aggregates: `for update skip locked` in id order; returns the ids it got. */
export interface LocksAggregates {
  lock(tx: EntityManager, ids: readonly string[]): Promise<string[]>;
}

const RUNGS = Symbol('rungs');

/** Marks the one method of a service that fires the rungs of an entity's clocks: `@Rungs('order') async fire(…)`. */
export function Rungs(entity: string) {
  return (target: LocksAggregates, key: string | symbol, method: TypedPropertyDescriptor<FireRungs>): void => {
    Reflect.defineMetadata(RUNGS, entity, method.value as object);
  };
}

export const rungsMark = (method: object): string | undefined =>
  Reflect.getMetadata(RUNGS, method) as string | undefined;
