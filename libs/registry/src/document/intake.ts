/**
 * `hard-cases`: 12345 keeps what it can settle; what comes starts with the centre, and an order that says it is none is
 * refused. `everything`: hard cases start with the centre, all others as the routes say.
 */
export const HOTLINE_MODES = ['hard-cases', 'everything'] as const;

export type HotlineMode = (typeof HOTLINE_MODES)[number];

/** Same category, this near, this recent: shown as a hint. */
export interface SimilarCase {
  metres: number;
  hours: number;
}

/** A suggested category as sure as this, 0 to 1, is taken over where nobody named one; below it a person decides. */
export interface SuggestionRules {
  threshold: number;
}

/** So many reports of one place and category in a month, this like each other (0 to 1), are a topic. */
export interface RepeatedMatters {
  least: number;
  likeness: number;
}

/** Days after a ticket's closing until people's data and photos are deleted. */
export interface Privacy {
  reporterDays: number;
  photoDays: number;
  /** What staff may name as the purpose of a look at a reporter's data. */
  revealPurposes: string[];
}
