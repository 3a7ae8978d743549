export type ViolationKind = 'lost' | 'repeated' | 'out of order' | 'wrong';

export interface Violation {
  readonly kind: ViolationKind;
  readonly what: string;
}

/** What one rule found. */
export interface Finding {
  readonly rule: string;
  /** How many things were looked at: a rule that looked at nothing has proved nothing. */
  readonly looked: number;
  readonly violations: readonly Violation[];
  /** What came again and was meant to: counted and shown. */
  readonly resent?: number;
}

export const lost = (what: string): Violation => ({ kind: 'lost', what });
export const repeated = (what: string): Violation => ({ kind: 'repeated', what });
export const disordered = (what: string): Violation => ({ kind: 'out of order', what });
export const wrong = (what: string): Violation => ({ kind: 'wrong', what });

/** Things by key, in the order in which they came. */
export function grouped<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}

export const aggregateOf = ({ entity, aggregateId }: { entity: string; aggregateId: string }): string =>
  `${entity} ${aggregateId}`;
