import type { HotlinePlatform } from '@gridwhistle/contracts';
import type { HolidayNotice } from '@gridwhistle/clocks';
import type { Channel, ClockKind, Severity, StaffRole, Tier, UnitKind, WhistleNature } from '@gridwhistle/kernel';
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

/** A name people read, in both languages of the console. */
export interface LocalName {
  zh: string;
  en: string;
}

export interface District {
  /** National code of the root area. */
  code: string;
  name: LocalName;
  /** What a reader must know about the data: sources, differences between them, what is synthetic. */
  notes: string[];
}

/** An area of any level; how many levels there are is the locality's business. */
export interface Area {
  code: string;
  name: LocalName;
  level: string;
  /** Code of the area above; absent for the district itself. */
  parent?: string;
  /** The unit that gives out the orders here. */
  dispatchingUnit: string;
  /** The unit that holds what comes up to this area, where that is not the dispatching unit. */
  office?: string;
}

/** West, south, east, north in WGS 84 degrees. */
export type Box = [west: number, south: number, east: number, north: number];
export type Ring = [lon: number, lat: number][];

export interface GridGeometry {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: Ring[] | Ring[][];
}

/** The smallest area with its own team. It has a box or a GeoJSON geometry, or neither where nothing was surveyed. */
export interface Grid {
  /** The area's code padded with 0 to 12 digits, and 3 more; a micro-grid has 2 more still. */
  code: string;
  name: LocalName;
  area: string;
  box?: Box;
  geometry?: GridGeometry;
  /** The shape was made up, not surveyed. */
  synthetic?: boolean;
}

/** Whatever can hold an order. A grid's unit has the grid's code. */
export interface Unit {
  code: string;
  name: LocalName;
  kind: UnitKind;
  tier: Tier;
  area: string;
  /** Code of the unit it belongs to; absent for the centre. */
  parent?: string;
}

/**
 * What a re-partition ended, and who took over what was open there. Exactly one of `grid` and `unit` says what is gone; a
 * grid that was split names the part that goes on with its open tickets, and its unit's orders go the same way.
 */
export interface Successor {
  grid?: string;
  unit?: string;
  /** A grid or unit that there is, or one that is gone too and has a successor itself. */
  to: string;
}

/** The upper half of a category code: two digits, local ones from 99 downward. */
export interface Major {
  code: string;
  name: LocalName;
}

export interface Category {
  /** Major and minor code, two digits each, local ones from 99 downward. */
  code: string;
  name: LocalName;
  /** The department whose duty list holds the matter; it may claim it, and a whistle usually names it. */
  department: string;
}

/** Under this filing condition the matter must be settled within these limits, one after the other. */
export interface Standard {
  category: string;
  /** Code of the filing condition, unique within the category. */
  condition: string;
  name: LocalName;
  severity: Severity;
  /** Which state of things ends the matter. */
  closing: LocalName;
  stages: StandardStage[];
}

export interface StandardStage {
  name?: LocalName;
  limit: string;
}

/** How the words of a city's table of standards are meant here. */
export interface StandardsImport {
  /** What `天` alone means. */
  bareDay?: 'work-day' | 'natural-day';
  /** What `小时` alone means. */
  bareHour?: 'work-hour' | 'emergency-hour';
  /** How many emergency hours a `紧急工作日` has. */
  emergencyWorkDayHours?: number;
  /** Departments by the table's names for them, beside their own names. */
  departments?: DepartmentName[];
}

export interface DepartmentName {
  name: string;
  /** Code of the department. */
  unit: string;
}

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

/** A clock beside a fact: its limit (the handling clock takes it from the standard) and when it speaks. */
export interface StageClock extends RungRule {
  kind: ClockKind;
  limit?: string;
  /** For emergencies, where it differs. */
  emergencyLimit?: string;
}

/** Besides at the due moment: at a share of the budget, and a time after the due moment. */
export interface RungRule {
  amber?: number;
  overdueAfter?: string;
}

/** `supervise-up` is the unit above the one that supervises; `raise` hands the order one tier up, at the top the centre supervises. */
export const ESCALATION_ACTS = ['remind', 'supervise', 'supervise-up', 'raise'] as const;
export type EscalationAct = (typeof ESCALATION_ACTS)[number];

/** What a rung leads to: `on` is the event's name, such as `order.due`. */
export interface Escalation {
  on: string;
  act: EscalationAct;
}

export interface WhistleKind {
  code: string;
  name: LocalName;
  nature: WhistleNature;
  /** Tiers whose units may ask. */
  askers: Tier[];
  /** Roles in the asking unit that may approve. */
  approvers: StaffRole[];
  approvalLimit: string;
  reportInLimit: string;
  /** The share of the report-in limit after which a department is warned. */
  amber: number;
}

/** A named channel by which directives go down to units and persons, whatever their tier. */
export interface DirectiveChannel {
  code: string;
  name: LocalName;
  /** Codes of the units that may issue through it. */
  issuers: string[];
  /** A directive may name others. */
  signLimit: string;
  reportLimit: string;
  /** The share of either limit after which a target is warned. */
  amber: number;
}
/**
 * `hard-cases`: 12345 keeps what it can settle; what comes starts with the centre, and an order that says it is none is
 * refused. `everything`: hard cases start with the centre, all others as the routes say.
 */
export const HOTLINE_MODES = ['hard-cases', 'everything'] as const;
export type HotlineMode = (typeof HOTLINE_MODES)[number];

/** `HH:MM` in the district's zone. */
export interface DayHours {
  from: string;
  to: string;
}

export interface CalendarSettings {
  /** Hours of one office day, in order. */
  officeHours: DayHours[];
  /** Which holidays count: the State Council's notices. */
  holidays: 'state-council';
}

/** A duty that may be given to grids at all. */
export interface Admission {
  code: string;
  name: LocalName;
  tiers: Tier[];
}

/** A locality's own step: the act it stands for, none where it is no transition, and who does it. */
export interface LocalStep {
  code: string;
  name: LocalName;
  /** `<entity>.<act>`, such as `order.accept`; absent for a step such as a publication. */
  act?: string;
  by: string;
}

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

/** Of what grid workers settle on the spot, this share, in percent, is checked by the verifier. */
export interface SpotCheck {
  percent: number;
}

/** Days after a ticket's closing until people's data and photos are deleted. */
export interface Privacy {
  reporterDays: number;
  photoDays: number;
  /** What staff may name as the purpose of a look at a reporter's data. */
  revealPurposes: string[];
}

/** A limit of its own that orders of a tier have, whatever the ticket has left. */
export interface TierLimit {
  tier: Tier;
  limit: string;
}

/** How much more time a holder may get. */
export interface ExtensionRules {
  /** Approved ones per order. */
  most: number;
  /** The centre approves what the verifier has endorsed; else the verifier's word is enough. */
  twoSteps: boolean;
}

/** Whether proof (a photo or document) must come with the act. */
export interface ProofRequired {
  resolve: boolean;
  return: boolean;
}
