import type { Limit, RungPolicy, WorkCalendar } from '@gridwhistle/clocks';
import type { Channel, ClockKind, Severity, Tier } from '@gridwhistle/kernel';

/** What dispatch knows of a unit. */
export interface UnitFacts {
  readonly code: string;
  readonly kind: 'grid' | 'office' | 'department' | 'desk' | 'centre' | 'council';
  readonly tier: Tier;
  readonly area: string;
  /** Code of the unit it belongs to; absent for the centre. */
  readonly parent?: string;
}

/** A duty that may be given to units of these tiers (准入). */
export interface AdmittedDuty {
  readonly code: string;
  readonly tiers: readonly Tier[];
}

export interface RouteQuestion {
  readonly category?: string | undefined;
  readonly severity: Severity;
  readonly channel: Channel;
  /** Of the hotline's: a hard case where nothing is said. */
  readonly hardCase?: boolean | undefined;
  readonly grid?: string | undefined;
  readonly wordLists?: readonly string[] | undefined;
  /** The moment whose hours and day count. */
  readonly at: Date;
}

/** A named channel of directives. */
export interface DirectiveChannel {
  readonly code: string;
  /** Codes of the units that may issue through it. */
  readonly issuers: readonly string[];
  readonly sign: Limit;
  readonly report: Limit;
  /** Tiers that it reaches; all of them where nothing is said. */
  readonly tiers?: readonly Tier[] | undefined;
  /** A department's directives through it also go to the departments beside it. */
  readonly beside?: boolean | undefined;
}

/** The route's answer: a unit, or the unit that must decide. */
export interface RouteAnswer {
  readonly rule: string;
  /** In words to show. */
  readonly why: { readonly zh: string; readonly en: string };
  readonly unit: string | undefined;
  /** Id of the member of staff in `unit` whom it is meant for. */
  readonly person: string | undefined;
  readonly waitsFor: string | undefined;
  /** Units that are told without being asked to act; absent in what was kept before this was. */
  readonly inform?: readonly string[];
}

/** The limits of a filing condition, one after the other. */
export interface StandardLimit {
  readonly condition: string | undefined;
  readonly limits: readonly { readonly limit: Limit }[];
}

/**
 * What dispatch asks of the district's profile; the registry's `Profile` is one. Look-ups by a code from outside answer
 * undefined, those that follow from a known unit or area throw for an unknown one.
 */
export interface Rules {
  readonly calendar: WorkCalendar;
  readonly ratingWindow: Limit;
  readonly returnWindow: Limit;
  readonly extensions: { readonly most: number; readonly twoSteps: boolean };
  readonly document: {
    readonly proofRequired: { readonly resolve: boolean; readonly return: boolean };
    readonly spotCheck?: { readonly percent: number } | undefined;
    readonly admissions: readonly AdmittedDuty[];
    readonly whistles: readonly { readonly askers: readonly Tier[] }[];
    readonly units: readonly UnitFacts[];
  };
  area(code: string): object | undefined;
  /** Throws for areas that are gone. */
  isWithin(area: string, ancestor: string): boolean;
  directiveChannel(code: string): DirectiveChannel | undefined;
  unit(code: string): UnitFacts | undefined;
  grid(code: string): { readonly code: string; readonly area: string } | undefined;
  /** The grid, or the one that took over from it in a re-partition. */
  gridNow(code: string): { readonly code: string; readonly area: string } | undefined;
  /** The unit, or the one that took over from it. */
  unitNow(code: string): UnitFacts | undefined;
  category(code: string): object | undefined;
  /** The department on whose duty list a category stands, for an area. */
  departmentFor(category: string, area: string): UnitFacts;
  conditionsOf(category: string): readonly { readonly condition: string }[];
  /** The council that settles the shared matters of an area: its own, or the nearest above. */
  council(area: string): UnitFacts | undefined;
  reopenableUntil(closedAt: Date): Date;
  tierLimit(tier: Tier): Limit | undefined;
  unitAbove(unit: string): UnitFacts | undefined;
  verifierOf(unit: string): UnitFacts;
  dispatchingUnit(area: string): UnitFacts;
  centre(area?: string): UnitFacts;
  route(question: RouteQuestion): RouteAnswer;
  limitFor(category: string, condition: string | undefined, severity: Severity): StandardLimit;
  /** Where no category says one, such as that of a category which is gone. */
  fallbackLimit(severity: Severity): StandardLimit;
  stageClock(kind: ClockKind, severity: Severity): { readonly limit: Limit | undefined; readonly rungs: RungPolicy };
}

/** What every decision is told besides the state: the rules in force, the moment, who acts, and fresh ids. */
export interface Context {
  readonly rules: Rules;
  readonly now: Date;
  /** Id of the person or unit that acts; `system` for events and timers. */
  readonly by: string;
  /** Id of the member of staff who acts; absent for a unit's own system, events and timers. */
  readonly person?: string | undefined;
  readonly newId: () => string;
  /** Of the duties that the act names: those that an application admitted, beside the profile's. */
  readonly admitted?: readonly AdmittedDuty[];
  /** Whether a person whom a route names has left the unit; nobody has where nothing is said. */
  readonly hasLeft?: (person: string, unit: string) => boolean;
}
