import { isOfficeTime, isWithinHours, isWorkingDay, type WorkCalendar } from '@gridwhistle/clocks';
import type { Channel, Severity, Tier } from '@gridwhistle/kernel';
import type { Grid, LocalName, Unit } from './document/places.js';
import type { Route, RouteCondition } from './document/routes.js';
import type { Ladder } from './ladder.js';

/** What is known of a matter when it is routed. `area` helps where the grid is not known. */
export interface RouteInput {
  category?: string | undefined;
  severity: Severity;
  channel: Channel;
  /** What the hotline sends is a hard case where nothing is said. */
  hardCase?: boolean | undefined;
  grid?: string | undefined;
  area?: string | undefined;
  /** Codes of the word lists that intake found in it. */
  wordLists?: readonly string[] | undefined;
  /** The moment that routes with hours or days look at; whoever asks says which one that is. */
  at: Date;
}

/** Where a matter goes and why, in words to show. Without `unit` it stays `reported` until `waitsFor` dispatches it. */
export interface Routing {
  /** Id of the profile's route, or `no-grid` / `no-category` when it could not be routed. */
  rule: string;
  why: LocalName;
  /** Tier of `unit`. */
  grade: Tier | undefined;
  unit: string | undefined;
  /** Id of the member of staff in `unit` whom it is meant for. */
  person: string | undefined;
  waitsFor: string | undefined;
  /** Units that are told without being asked to act. */
  inform: string[];
}

/** A micro-grid's code has two more. */
const GRID_DIGITS = 15;
const NO_GRID: LocalName = { zh: '所在网格不明，等待派单单位核定', en: 'Grid not known: the dispatching unit decides' };
const NO_CATEGORY: LocalName = {
  zh: '事项类别不明，等待派单单位核定',
  en: 'No category: the dispatching unit decides',
};

/** What routes are judged with besides the matter. */
export interface RouteSetting {
  ladder: Ladder;
  calendar: WorkCalendar;
}

/** Decides by the first route that fits (domain §4: the grid of the place, or the grade or unit that a route names). */
export function decideRoute(
  routes: readonly Route[],
  { ladder, calendar }: RouteSetting,
  grid: Grid | undefined,
  input: RouteInput,
): Routing {
  if (!grid) return waiting('no-grid', NO_GRID, ladder.dispatchingUnit(input.area));
  if (input.category === undefined) return waiting('no-category', NO_CATEGORY, ladder.dispatchingUnit(grid.area));
  const places = placesOf(grid, ladder);
  const taken = routes.find(({ when }) => fits(when, input, places) && fitsTime(when, input.at, calendar));
  if (!taken) throw new Error('a validated profile ends with a route that always fits');
  return follow(taken, ladder, grid);
}

function follow(taken: Route, ladder: Ladder, grid: Grid): Routing {
  const unit = unitOfRoute(taken, ladder, grid);
  const informed = (taken.inform ?? []).map((tier) => unitOfGrade(tier, ladder, grid).code);
  const inform = informed.filter((code) => code !== unit?.code);
  const { id: rule, why, person, waitsFor } = taken;
  return { rule, why, grade: unit?.tier, unit: unit?.code, person, waitsFor, inform };
}

function unitOfRoute(taken: Route, ladder: Ladder, grid: Grid): Unit | undefined {
  if (taken.grade !== undefined) return unitOfGrade(taken.grade, ladder, grid);
  return taken.unit === undefined ? undefined : ladder.unit(taken.unit);
}

/** The grid's own unit, or the office of that tier. */
function unitOfGrade(grade: Tier, ladder: Ladder, grid: Grid): Unit {
  return grade === 'grid' ? ladder.unit(grid.code) : ladder.atTier(grid.area, grade);
}

function waiting(rule: string, why: LocalName, unit: Unit): Routing {
  return { rule, why, grade: undefined, unit: undefined, person: undefined, waitsFor: unit.code, inform: [] };
}

function fits(when: RouteCondition, input: RouteInput, places: readonly string[]): boolean {
  const category = input.category ?? '';
  const isHard = input.hardCase ?? input.channel === 'hotline';
  return (
    (when.categories?.some((code) => category.startsWith(code)) ?? true) &&
    (when.severities?.includes(input.severity) ?? true) &&
    (when.channels?.includes(input.channel) ?? true) &&
    (when.words?.some((code) => input.wordLists?.includes(code)) ?? true) &&
    (when.hardCase ?? isHard) === isHard &&
    (when.areas?.some((code) => places.includes(code)) ?? true)
  );
}

/** What a route may call a grid's place: its code, the grid's around a micro-grid, and each area above. */
export const placesOf = ({ code, area }: Grid, ladder: Ladder): string[] => [
  code,
  code.slice(0, GRID_DIGITS),
  ...ladder.path(area).map((above) => above.code),
];

/** Every unit that a route may lead to. */
export function unitsOfRoute(route: Route, ladder: Ladder, grids: readonly Grid[]): Unit[] {
  const { areas } = route.when;
  const within = grids.filter((grid) => areas === undefined || placesOf(grid, ladder).some((at) => areas.includes(at)));
  return [...new Set(within.flatMap((grid) => unitOfRoute(route, ladder, grid) ?? []))];
}

/** Whether a moment lies in the hours and days of a condition. */
export function fitsTime(when: RouteCondition, at: Date, calendar: WorkCalendar): boolean {
  return (
    (when.hours === undefined || isWithinHours(when.hours, at)) &&
    (when.workingDay === undefined || when.workingDay === isWorkingDay(calendar, at)) &&
    (when.officeHours === undefined || when.officeHours === isOfficeTime(calendar, at))
  );
}
