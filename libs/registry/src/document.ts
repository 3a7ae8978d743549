import type { HolidayNotice } from '@gridwhistle/clocks';
import type { HotlinePlatform } from '@gridwhistle/contracts';
import type { Severity } from '@gridwhistle/kernel';
import type { Admission, DirectiveChannel, LocalStep, ProofRequired, SpotCheck, WhistleKind } from './document/acts.js';
import type {
  CalendarSettings,
  DayHours,
  Escalation,
  ExtensionRules,
  StageClock,
  TierLimit,
} from './document/clocks.js';
import type { HotlineMode, Privacy, RepeatedMatters, SimilarCase, SuggestionRules } from './document/intake.js';
import type { Category, Major, Standard, StandardsImport } from './document/matters.js';
import type { Area, District, Grid, Successor, Unit } from './document/places.js';
import type { Route, WordList } from './document/routes.js';
import type { Plan } from './plan.js';
import type { Simulation } from './simulation.js';

/**
 * The profile of one district as it is written down, posted and stored: data only, no people (staff are a document of
 * their own). Limits are text such as `2 work-day`; `Profile` reads them. What makes a document right is in `rules/`.
 */
export interface ProfileDocument {
  format: 1;
  district: District;
  areas: Area[];
  grids: Grid[];
  units: Unit[];
  /** Who took over what re-partitions ended; entries of earlier ones may stay. */
  successors?: Successor[];
  majors: Major[];
  categories: Category[];
  standards: Standard[];
  /** What a city's table of standards leaves open; without it such rows are refused. */
  standardsImport?: StandardsImport;
  /** Handling limits where a category has no standard for the severity. */
  fallbackLimits: Record<Severity, string>;
  routes: Route[];
  /** What routes may look for in the words of a report. */
  wordLists?: WordList[];
  clocks: StageClock[];
  escalations: Escalation[];
  whistles: WhistleKind[];
  /** None where nothing is said: then no directives are issued here. */
  directiveChannels?: DirectiveChannel[];
  /** How long an unrated resolved ticket stays open. */
  ratingWindow: string;
  /** How long after its issue an order may be returned. */
  returnWindow: string;
  /** How long after its closing a ticket may be reopened; 30 natural days when left out. */
  reopenWindow?: string;
  tierLimits?: TierLimit[];
  /** Two at most, by one approval, where nothing is said. */
  extensions?: ExtensionRules;
  /** What 12345 hands over; hard cases where nothing is said. */
  hotlineMode?: HotlineMode;
  /** How the fields of 12345 platforms become ours and ours theirs. */
  hotlinePlatforms?: HotlinePlatform[];
  calendar: CalendarSettings;
  /** The State Council's notices of years that are not built in, or are amended; a year without one is provisional. */
  holidayNotices?: HolidayNotice[];
  /** Reminders of ordinary matters wait until these hours of the night are over. */
  quietHours: DayHours;
  plans: Plan[];
  admissions: Admission[];
  steps: LocalStep[];
  similarCase: SimilarCase;
  /** Nothing is suggested where nothing is said. */
  suggestions?: SuggestionRules;
  /** Three reports of a likeness of 0.12 where nothing is said. */
  repeatedMatters?: RepeatedMatters;
  /** Of what grid workers settle on the spot; all of it is checked where nothing is said. */
  spotCheck?: SpotCheck;
  privacy: Privacy;
  proofRequired: ProofRequired;
  /** When the statistical day begins, `HH:MM`: `12:00` in places that count from noon to noon. */
  statisticalDayStart: string;
  /** How people behave in `npm run simulate`; no service asks for it. */
  simulation?: Simulation;
}
