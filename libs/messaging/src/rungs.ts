import type { EntityManager } from 'typeorm';
import type { ClockRow } from './clock-row.js';

/**
 * Fires the rungs of one aggregate, which the transaction holds locked: publishes an event for each
 * (`takeDue(row, now)` names them) and saves the rows. `now` is the database's time.
 */
export type FireRungs = (tx: EntityManager, aggregateId: string, due: ClockRow[], now: Date) => Promise<void>;

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
