export type FactKind = 'order' | 'summons' | 'rating' | 'call-back' | 'report' | 'ticket';
export type FactValue = string | number | boolean;
export type FactFields = Readonly<Record<string, FactValue>>;

/**
 * One thing that a unit answers for, as events told it: an order, a summons by a whistle, an answer of the citizen; or
 * that an area answers for as a whole: a report, a round of a ticket. Nobody writes facts but events. What a plan counts
 * are the `fields`; a field that is not decided yet is absent.
 */
export interface Fact {
  readonly kind: FactKind;
  /** Unique within the kind and made of the ids in its events, so that a replay makes the same fact. */
  readonly id: string;
  /** What it is about: of an answer the ticket whose result was rated, that its reporter's own may have been merged into. */
  readonly ticketId: string;
  /** Who answers for it; null while no event has named the unit, and of what only areas answer for. */
  readonly unit: string | null;
  /** Id of the member of staff who answers for it in person; null where none does, and of all but orders. */
  readonly person: string | null;
  /** Where it lies; null while no event has said: then it counts for the whole district only. */
  readonly area: string | null;
  /**
   * The moment that decides its period: when an order's (as it was issued), a summons's or a ticket's limit ends, when
   * something was reported, when the citizen answered. So a period that has ended has nothing left that is only not due
   * yet. Null: counts nowhere yet.
   */
  readonly countsAt: Date | null;
  /** When the unit forwarded its result or reported in, the ticket was closed, the citizen answered. */
  readonly settledAt: Date | null;
  readonly fields: FactFields;
}

/** A fact of which nothing is known but which one it is. */
export const unknownFact = (kind: FactKind, id: string, ticketId: string): Fact => ({
  kind,
  id,
  ticketId,
  unit: null,
  person: null,
  area: null,
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

/** One text per fact, for maps. */
export const keyOf = ({ kind, id }: Pick<Fact, 'kind' | 'id'>): string => `${kind} ${id}`;
