import type { Channel, Severity, Tier } from '@gridwhistle/kernel';
import type { DayHours } from './clocks.js';
import type { LocalName } from './places.js';

/** The first route whose condition fits decides. Exactly one of `grade`, `unit` and `waitsFor` says where to. */
export interface Route {
  id: string;
  why: LocalName;
  /** Every part that is given must fit; an empty object fits always. */
  when: RouteCondition;
  grade?: Tier;
  unit?: string;
  /** Id of the member of staff in that unit whom the order is meant for; anybody of the unit may act. */
  person?: string;
  /** The ticket stays `reported` until this unit dispatches it. */
  waitsFor?: string;
  /** Tiers below the holder that are told. */
  inform?: Tier[];
}

export interface RouteCondition {
  /** Category codes, or major codes that stand for all theirs. */
  categories?: string[];
  severities?: Severity[];
  channels?: Channel[];
  /** Areas with everything below them; grids with their micro-grids. */
  areas?: string[];
  /** Codes of word lists: one of their words stands in the title or the text. Intake looks; the words stay there. */
  words?: string[];
  /** Whether it is one of the hotline's hard cases. */
  hardCase?: boolean;
  /** Hours of the day; over midnight when `from` is the later one. */
  hours?: DayHours;
  /** Working days, make-up days among them, or all others. */
  workingDay?: boolean;
  /** While the profile's offices are open, or after hours: evenings, breaks, weekends and holidays. */
  officeHours?: boolean;
}

/** Words that mean the same to the routes. */
export interface WordList {
  code: string;
  words: string[];
}
