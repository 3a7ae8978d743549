export type FactKind = 'order' | 'summons' | 'call-back';
export type FactValue = string | number | boolean;
export type FactFields = Readonly<Record<string, FactValue>>;

/**
 * One thing that a unit answers for, as events told it: an order, a summons by a whistle, an answer of the citizen.
 * Nobody writes facts but events. What a plan counts are the `fields`; a field that is not decided yet is absent.
 */
export interface Fact {
  readonly kind: FactKind;
  /** Unique within the kind and made of the ids in its events, so that a replay makes the same fact. */
  readonly id: string;
  readonly ticketId: string;
  /** Who answers for it; null while no event has named the unit: then it counts for nobody. */
  readonly unit: string | null;
  /**
   * The moment that decides its period, fixed by its first event: when an order's or a summons's limit ends, when the
   * citizen answered. So a period that has ended has nothing left that is only not due yet. Null: counts nowhere yet.
   */
  readonly countsAt: Date | null;
  /** When the unit forwarded its result, reported in, or the citizen answered. */
  readonly settledAt: Date | null;
  readonly fields: FactFields;
}

/** A fact of which nothing is known but which one it is. */
export const unknownFact = (kind: FactKind, id: string, ticketId: string): Fact => ({
  kind,
  id,
  ticketId,
  unit: null,
  countsAt: null,
  settledAt: null,
  fields: {},
});

/** The fact with other fields; a field that is given as undefined goes. */
export function withFields(fact: Fact, change: Readonly<Record<string, FactValue | undefined>>): Fact {
  const entries = Object.entries({ ...fact.fields, ...change });
  const known = entries.filter((entry): entry is [string, FactValue] => entry[1] !== undefined);
  return { ...fact, fields: Object.fromEntries(known) };
}
