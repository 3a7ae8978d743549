/** What a fired rung leads to, as the profile says it (domain.md §4 "Clocks"). */
export interface Reaction {
  /** The rung's event, for example `whistle.report-in-due`. */
  on: string;
  act: 'remind' | 'supervise';
}

export type Consequence =
  { kind: 'reminder'; unit: string } | { kind: 'supervision'; unit: string; supervisor: string };

/** The consequences for the unit that a rung blames, in the profile's order; none when the profile names none. */
export function consequencesOf(unit: string, supervisor: string, reactions: readonly Reaction[]): Consequence[] {
  return reactions.map(({ act }) =>
    act === 'remind' ? { kind: 'reminder', unit } : { kind: 'supervision', unit, supervisor },
  );
}
