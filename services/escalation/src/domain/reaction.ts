/** What a fired rung leads to: profile data, read here (domain.md §4 "Clocks"). */
export interface Reaction {
  /** The rung's event, for example `whistle.report-in-due`. */
  on: string;
  do: 'remind' | 'supervise' | 'supervise-tier-up';
}

export type Consequence =
  | { kind: 'reminder'; unit: string }
  | { kind: 'supervision'; unit: string; supervisor: string; level: 'same-tier' | 'tier-up' };

/** Who watches over a unit: the one that verifies its work, and for `tier-up` the one above that. */
export interface Supervisors {
  supervisorOf(unit: string): string;
  supervisorAbove(unit: string): string;
}

/** The consequences of one rung for the unit it blames, in the profile's order; none when the profile names none. */
export function consequencesOf(
  rung: string,
  unit: string,
  reactions: readonly Reaction[],
  supervisors: Supervisors,
): Consequence[] {
  return reactions
    .filter((reaction) => reaction.on === rung)
    .map((reaction) => {
      if (reaction.do === 'remind') return { kind: 'reminder', unit };
      const tierUp = reaction.do === 'supervise-tier-up';
      const supervisor = tierUp ? supervisors.supervisorAbove(unit) : supervisors.supervisorOf(unit);
      return { kind: 'supervision', unit, supervisor, level: tierUp ? 'tier-up' : 'same-tier' };
    });
}
