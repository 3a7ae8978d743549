export type ReactionAct = 'remind' | 'supervise' | 'supervise-up' | 'raise';

/** What a fired rung leads to, as the profile says it (domain.md §4 "Clocks"). */
export interface Reaction {
  /** The rung's event, for example `whistle.report-in-due`. */
  on: string;
  act: ReactionAct;
}

/** Who stands where over the unit that a rung blames. */
export interface Standing {
  readonly unit: string;
  /** Whoever verifies its work. */
  readonly supervisor: string;
  /** The unit above that one; the centre above itself. */
  readonly above: string;
  /** Whether its order can go one tier up. */
  readonly isBelowTheTop: boolean;
  readonly centre: string;
}

export type Consequence =
  | { kind: 'reminder'; unit: string }
  | { kind: 'supervision'; unit: string; supervisor: string }
  | { kind: 'raise'; unit: string };

/** The consequences for the unit that a rung blames, in the profile's order; none when the profile names none. */
export function consequencesOf(standing: Standing, reactions: readonly Reaction[]): Consequence[] {
  return reactions.map(({ act }) => CONSEQUENCES[act](standing));
}

/** Where nobody stands above, the centre supervises instead of a raise. */
const CONSEQUENCES: Record<ReactionAct, (standing: Standing) => Consequence> = {
  remind: ({ unit }) => ({ kind: 'reminder', unit }),
  supervise: ({ unit, supervisor }) => ({ kind: 'supervision', unit, supervisor }),
  'supervise-up': ({ unit, above }) => ({ kind: 'supervision', unit, supervisor: above }),
  raise: ({ unit, isBelowTheTop, centre }) =>
    isBelowTheTop ? { kind: 'raise', unit } : { kind: 'supervision', unit, supervisor: centre },
};
