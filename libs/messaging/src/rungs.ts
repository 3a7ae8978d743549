import type { EntityManager } from 'typeorm';
import { publishAll, type Publication } from './event-log.js';
import type { FiredRung } from './clock-row.js';
import type { Step } from './step.js';

/** An aggregate whose clocks have come to rungs: which, in the order of their moments. The clocks are saved without them. */
export interface FiredRungs {
  aggregateId: string;
  ticketId: string | null;
  rungs: readonly FiredRung[];
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

/** What an aggregate tells of its rungs: an event each, in their order. */
export interface ToldRungs extends Publication {
  rungs: readonly FiredRung[];
}

/** Publishes what aggregates tell of their rungs in one statement, all of it in the order of the rungs' moments. */
export async function publishRungs(tx: EntityManager, told: readonly ToldRungs[], now: Date): Promise<void> {
  const each = told.flatMap(({ rungs, events, aggregate, traceparent }) =>
    rungs.map(({ at }, index) => ({
      at,
      publication: {
        aggregate: { ...aggregate, sequence: aggregate.sequence + index },
        events: events.slice(index, index + 1),
        traceparent,
      },
    })),
  );
  const inTurn = each.sort((one, other) => one.at.getTime() - other.at.getTime());
  await publishAll(
    tx,
    inTurn.map(({ publication }) => publication),
    now,
  );
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
