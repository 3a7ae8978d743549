import type { SuggestionVerdict } from '@gridwhistle/contracts';
import type { Filing } from './filing.js';

/** A category that was suggested for a report, and the unit that may end up with it. */
export interface Suggestion {
  /** Version of what was learnt. */
  readonly version: number;
  readonly category: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** It is sure enough for the profile, and the report's category. */
  readonly applied: boolean;
  readonly unit?: string;
  readonly unitConfidence?: number;
}

/** The filing under the suggested category where that is sure enough; else a person decides. */
export const filedBy = (filing: Filing, suggestion: Suggestion | undefined): Filing =>
  suggestion?.applied ? { ...filing, category: suggestion.category } : filing;

/** What became of a suggestion so far. */
export interface Settled {
  readonly verdict: SuggestionVerdict | null;
  /** The category that the ticket has. */
  readonly settledAs: string | null;
}

/**
 * What an event of the ticket makes of a suggestion: the category that it was assigned under, null where it ended. A ticket that
 * ends without having been assigned leaves it ignored. Undefined: nothing new.
 */
export function settle(suggested: string, before: Settled, category: string | null): Settled | undefined {
  if (category === null) return before.verdict === null ? { verdict: 'ignored', settledAs: null } : undefined;
  if (category === before.settledAs) return undefined;
  return { verdict: category === suggested ? 'taken' : 'changed', settledAs: category };
}
