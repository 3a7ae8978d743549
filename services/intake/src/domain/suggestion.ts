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
  readonly unitVerdict: SuggestionVerdict | null;
  /** The unit whose result is the ticket's. */
  readonly settledUnit: string | null;
}

/** What was suggested, with what became of it so far. */
export interface Followed extends Settled {
  readonly category: string;
  readonly unit: string | null;
}

/** What an event says of a ticket's category and of the unit whose result it has: null where it ended, undefined for nothing. */
export interface Fate {
  readonly category?: string | null;
  readonly unit?: string | null;
}

/** Whether a unit is what was suggested. */
export type IsSuggestedUnit = (suggested: string, unit: string) => boolean;

/** What an event of the ticket makes of a suggestion; undefined: nothing new. */
export function settle(before: Followed, fate: Fate, isSuggestedUnit: IsSuggestedUnit): Partial<Settled> | undefined {
  const { category: suggested, unit: suggestedUnit, verdict, settledAs, unitVerdict, settledUnit } = before;
  const ofCategory = judged({ verdict, code: settledAs }, fate.category, (code) => code === suggested);
  const ofUnit =
    suggestedUnit === null
      ? undefined
      : judged({ verdict: unitVerdict, code: settledUnit }, fate.unit, (code) => isSuggestedUnit(suggestedUnit, code));
  if (!ofCategory && !ofUnit) return undefined;
  return {
    ...(ofCategory && { verdict: ofCategory.verdict, settledAs: ofCategory.code }),
    ...(ofUnit && { unitVerdict: ofUnit.verdict, settledUnit: ofUnit.code }),
  };
}

interface Judged {
  readonly verdict: SuggestionVerdict | null;
  readonly code: string | null;
}

/** A ticket that ends before it had any leaves the suggested code ignored; undefined: nothing new. */
function judged(
  before: Judged,
  code: string | null | undefined,
  isSuggested: (code: string) => boolean,
): Judged | undefined {
  if (code === undefined) return undefined;
  if (code === null) return before.verdict === null ? { verdict: 'ignored', code } : undefined;
  return code === before.code ? undefined : { verdict: isSuggested(code) ? 'taken' : 'changed', code };
}
