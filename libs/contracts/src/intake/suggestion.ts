import { Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Flag, Id, OneOf, Optional, Real, Whole } from '../fields.js';

const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';

/** What became of a suggested category or unit: the ticket has that one, another one, or ended without any. */
export const SUGGESTION_VERDICTS = ['taken', 'changed', 'ignored'] as const;
export type SuggestionVerdict = (typeof SUGGESTION_VERDICTS)[number];

/** How many versions there may be of what was learnt. */
export const MOST_VERSIONS = 1_000_000;

@Event('report.suggested', 1, {
  owner: 'intake',
  summary:
    'Nobody named a category: what was learnt from closed tickets suggests one, and who may end up with the matter',
  example: {
    ticketId,
    version: 3,
    category: '0102',
    confidence: 0.93,
    applied: true,
    unit: '522730-water',
    unitConfidence: 0.71,
  },
})
export class ReportSuggested {
  @Id() ticketId!: string;
  /** Version of what was learnt. */
  @Whole(1, MOST_VERSIONS) version!: number;
  @Code() category!: string;
  /** How sure it is, 0 to 1. */
  @Real(0, 1) confidence!: number;
  /** It reaches the profile's threshold and is the report's category; below it a person decides. */
  @Flag() applied!: boolean;
  @Optional() @Code() unit?: string;
  @Optional() @Real(0, 1) unitConfidence?: number;
}

@Event('report.suggestion-settled', 1, {
  owner: 'intake',
  summary: 'What became of a suggestion; said again when the category or the unit whose result it is changes',
  example: {
    ticketId,
    version: 3,
    suggested: '0102',
    applied: false,
    verdict: 'changed',
    category: '0503',
    suggestedUnit: '522730-water',
    unitVerdict: 'taken',
    unit: '522730-water',
  },
})
export class ReportSuggestionSettled {
  @Id() ticketId!: string;
  @Whole(1, MOST_VERSIONS) version!: number;
  @Code() suggested!: string;
  @Flag() applied!: boolean;
  @OneOf(SUGGESTION_VERDICTS) verdict!: SuggestionVerdict;
  /** The category that the ticket has; absent where it ended without one. */
  @Optional() @Code() category?: string;
  /** Absent, as its verdict, where no unit was suggested, or nobody's result is the ticket's yet. */
  @Optional() @Code() suggestedUnit?: string;
  /** `taken`: the department itself, or for everybody else a unit of the same tier; words do not say where a matter lies. */
  @Optional() @OneOf(SUGGESTION_VERDICTS) unitVerdict?: SuggestionVerdict;
  /** The unit whose result is the ticket's; absent where it ended without one. */
  @Optional() @Code() unit?: string;
}

/** A suggestion with what became of it, for staff; no words. */
@Shape()
export class SuggestionView extends ReportSuggested {
  /** Absent until the ticket is assigned or ends. */
  @Optional() @OneOf(SUGGESTION_VERDICTS) verdict?: SuggestionVerdict;
  /** The category that the ticket has. */
  @Optional() @Code() settledAs?: string;
  /** Absent until the ticket is resolved or ends. */
  @Optional() @OneOf(SUGGESTION_VERDICTS) unitVerdict?: SuggestionVerdict;
  /** The unit whose result is the ticket's. */
  @Optional() @Code() settledUnit?: string;
}
