import {
  addMeasured,
  limitMs,
  noticesWith,
  officeCalendar,
  parseLimit,
  rungPolicy,
  type Limit,
  type QuietHours,
  type RungPolicy,
  type WorkCalendar,
} from '@gridwhistle/clocks';
import type { HotlinePlatform } from '@gridwhistle/contracts';
import type { ClockKind, Severity, Tier } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import type { DirectiveChannel, WhistleKind } from './document/acts.js';
import type { Escalation, ExtensionRules, RungRule } from './document/clocks.js';
import type { HotlineMode } from './document/intake.js';
import type { Category, Standard } from './document/matters.js';
import type { Area, Grid, Unit } from './document/places.js';
import type { Route } from './document/routes.js';
import { GridIndex } from './grid-index.js';
import { Ladder } from './ladder.js';
import type { Plan } from './plan.js';
import { decideRoute, unitsOfRoute, type RouteInput, type Routing } from './routing.js';
import { Standards, type HandlingLimit } from './standards.js';
import { Successors } from './successors.js';
import { WordLists } from './word-lists.js';

/** A stage clock, ready to start. `limit` is undefined for the handling clock, which takes the standard's. */
export interface StageRules {
  limit: Limit | undefined;
  rungs: RungPolicy;
}

/** A kind of whistle, ready to use. */
export interface WhistleRules extends Omit<WhistleKind, 'approvalLimit' | 'reportInLimit' | 'amber'> {
  approval: { limit: Limit; rungs: RungPolicy };
  reportIn: { limit: Limit; rungs: RungPolicy };
}

/** A channel of directives, ready to use. */
export interface DirectiveRules extends Pick<DirectiveChannel, 'code' | 'name' | 'issuers' | 'tiers' | 'beside'> {
  sign: Limit;
  report: Limit;
  /** Of both clocks. */
  rungs: RungPolicy;
}

/**
 * The rules of a district, ready to ask. Built from a document that `validateProfile` found right; it never changes.
 * Look-ups by a code that came from outside answer undefined when there is none; those that follow from another
 * code (`dispatchingUnit`, `unitAbove`, `verifierOf` …) throw `area.unknown`, `unit.unknown` or `category.unknown`.
 */
export class Profile {
  /** National code of the district. */
  readonly district: string;
  /** Office hours and holidays for all working-time limits. */
  readonly calendar: WorkCalendar;
  /** How long an unrated resolved ticket stays open. */
  readonly ratingWindow: Limit;
  /** How long after its issue an order may be returned. */
  readonly returnWindow: Limit;
  /** How long after its closing a ticket may be reopened. */
  readonly reopenWindow: Limit;
  /** When nobody is reminded but of an emergency. */
  readonly quietHours: QuietHours;
  /** How much more time a holder may get. */
  readonly extensions: ExtensionRules;
  /** What 12345 hands over. */
  readonly hotlineMode: HotlineMode;
  /** What is looked for in the words of reports. */
  readonly wordLists: WordLists;
  private readonly ladder: Ladder;
  private readonly standards: Standards;
  private readonly index: GridIndex;
  private readonly grids: ReadonlyMap<string, Grid>;
  private readonly successors: Successors;

  constructor(readonly document: ProfileDocument) {
    this.district = document.district.code;
    this.calendar = officeCalendar(document.calendar.officeHours, noticesWith(document.holidayNotices ?? []));
    this.ratingWindow = parseLimit(document.ratingWindow);
    this.returnWindow = parseLimit(document.returnWindow);
    this.reopenWindow = parseLimit(document.reopenWindow ?? '30 natural-day');
    this.quietHours = document.quietHours;
    this.extensions = document.extensions ?? { most: 2, twoSteps: false };
    this.hotlineMode = document.hotlineMode ?? 'hard-cases';
    this.wordLists = new WordLists(document.wordLists ?? []);
    this.ladder = new Ladder(document.areas, document.units, this.district);
    this.standards = new Standards(document);
    this.index = new GridIndex(document.grids);
    this.grids = new Map(document.grids.map((grid) => [grid.code, grid]));
    this.successors = new Successors(document.successors ?? []);
  }

  area = (code: string): Area | undefined => this.ladder.findArea(code);
  unit = (code: string): Unit | undefined => this.ladder.findUnit(code);
  grid = (code: string): Grid | undefined => this.grids.get(code);
  /** The grid, or where a re-partition ended it the one that took over; undefined where none did. */
  gridNow = (code: string): Grid | undefined => this.grid(this.successors.ofGrid(code, (next) => !!this.grid(next)));
  /** The same of a unit. */
  unitNow = (code: string): Unit | undefined => this.unit(this.successors.ofUnit(code, (next) => !!this.unit(next)));
  category = (code: string): Category | undefined => this.standards.find(code);
  hotlinePlatform = (code: string): HotlinePlatform | undefined =>
    this.document.hotlinePlatforms?.find((platform) => platform.code === code);
  plan = (code: string): Plan | undefined => this.document.plans.find((plan) => plan.code === code);

  /** The grid of a place in WGS 84 degrees; undefined outside the district. A few microseconds. */
  gridAt(lon: number, lat: number): Grid | undefined {
    return this.index.at(lon, lat);
  }

  /** The area itself first, the district last. */
  areaPath(code: string): Area[] {
    return this.ladder.path(code);
  }

  parentArea(code: string): Area | undefined {
    return this.ladder.path(code)[1];
  }

  /** Whether an area is another one or lies in it: you see what lies in your area. */
  isWithin(area: string, ancestor: string): boolean {
    return this.ladder.path(area).some((above) => above.code === ancestor);
  }

  /** The units of an area itself, not of the areas below it. */
  unitsOf(area: string): Unit[] {
    return this.document.units.filter((unit) => unit.area === area);
  }

  tierOf(unit: string): Tier {
    return this.ladder.unit(unit).tier;
  }

  /** The office of a tier at or above an area. */
  officeAt(area: string, tier: Tier): Unit {
    return this.ladder.atTier(area, tier);
  }

  /** The council that settles the shared matters of an area: its own, or the nearest above. */
  council(area: string): Unit | undefined {
    return this.ladder.council(area);
  }

  /** The unit that gives out the orders in an area. */
  dispatchingUnit(area: string): Unit {
    return this.ladder.dispatchingUnit(area);
  }

  /**
   * Where a raise goes: from a micro-grid to its grid, else to the next office up; undefined at the top (departments),
   * where only the centre stands above, which holds no handling order, and of a unit that is gone.
   */
  unitAbove(unit: string): Unit | undefined {
    return this.unit(unit) ? this.ladder.above(unit) : undefined;
  }

  /** Who confirms this unit's results when they were routed, raised or claimed; never the unit itself. */
  verifierOf(unit: string): Unit {
    return this.ladder.verifier(unit);
  }

  /** The district's centre, or in a city the one of the county that the area lies in. */
  centre(area: string = this.district): Unit {
    return this.ladder.centreOver(area);
  }

  /**
   * The department that answers for a category in an area: the one that the category names, or in a city that of the
   * area's own county below it.
   */
  departmentFor(category: string, area: string): Unit {
    return this.ladder.departmentAt(this.standards.category(category).department, area);
  }

  /** Where a matter goes, and by which rule. */
  route(input: RouteInput): Routing {
    const grid = input.grid === undefined ? undefined : this.grids.get(input.grid);
    return decideRoute(this.document.routes, { ladder: this.ladder, calendar: this.calendar }, grid, input);
  }

  /** Every unit that a route of this profile may lead to. */
  unitsOfRoute(route: Route): Unit[] {
    return unitsOfRoute(route, this.ladder, this.document.grids);
  }

  /** The filing conditions of a category, in the profile's order. */
  conditionsOf(category: string): readonly Standard[] {
    return this.standards.conditionsOf(category);
  }

  /** The limits under a filing condition; without one, under the category's first condition of that severity. */
  limitFor(category: string, condition: string | undefined, severity: Severity): HandlingLimit {
    return this.standards.limitFor(category, condition, severity);
  }

  /** The limit where no category says one, such as that of a category which is gone. */
  fallbackLimit(severity: Severity): HandlingLimit {
    return this.standards.fallback(severity);
  }

  /** Until when a ticket closed at this moment may be reopened. */
  reopenableUntil(closedAt: Date): Date {
    return this.after(this.reopenWindow, closedAt);
  }

  /** Until when may be appealed against an order of a ticket closed at this moment. */
  appealableUntil({ appealWindow }: Plan, closedAt: Date): Date {
    return this.after(parseLimit(appealWindow ?? '5 work-day'), closedAt);
  }

  private after(limit: Limit, from: Date): Date {
    return addMeasured(this.calendar, limit.unit, from, limitMs(limit, this.calendar));
  }

  /** The limit of its own that a tier's orders have; undefined where the ticket's is theirs. */
  tierLimit(tier: Tier): Limit | undefined {
    const own = this.document.tierLimits?.find((each) => each.tier === tier);
    return own && parseLimit(own.limit);
  }

  /** Limit and rungs of a clock beside an order or a ticket; a kind that the profile leaves out is only ever due. */
  stageClock(kind: ClockKind, severity: Severity = 'normal'): StageRules {
    const clock = this.document.clocks.find((candidate) => candidate.kind === kind);
    const limit = severity === 'emergency' ? (clock?.emergencyLimit ?? clock?.limit) : clock?.limit;
    return { limit: limit === undefined ? undefined : parseLimit(limit), rungs: rungsBy(clock ?? {}) };
  }

  /** Who may whistle, who approves and by when; undefined for a kind the profile does not have. */
  whistleKind(code: string): WhistleRules | undefined {
    const kind = this.document.whistles.find((candidate) => candidate.code === code);
    if (!kind) return undefined;
    const { approvalLimit, reportInLimit, amber, ...rest } = kind;
    const approval = { limit: parseLimit(approvalLimit), rungs: rungPolicy() };
    return { ...rest, approval, reportIn: { limit: parseLimit(reportInLimit), rungs: rungPolicy({ amber }) } };
  }

  /** Who may issue directives through a channel, whom it reaches, and by when they are signed and reported; undefined for an unknown one. */
  directiveChannel(code: string): DirectiveRules | undefined {
    const channel = this.document.directiveChannels?.find((candidate) => candidate.code === code);
    if (!channel) return undefined;
    const { signLimit, reportLimit, amber, ...rest } = channel;
    const limits = { sign: parseLimit(signLimit), report: parseLimit(reportLimit) };
    return { ...rest, ...limits, rungs: rungPolicy({ amber }) };
  }

  /** What a rung leads to, by its event's name such as `order.due`. */
  escalationsOn(event: string): Escalation[] {
    return this.document.escalations.filter((escalation) => escalation.on === event);
  }
}

function rungsBy(rule: RungRule): RungPolicy {
  const overdueAfter = rule.overdueAfter === undefined ? {} : { overdueAfter: parseLimit(rule.overdueAfter) };
  return rungPolicy({ ...(rule.amber === undefined ? {} : { amber: rule.amber }), ...overdueAfter });
}
