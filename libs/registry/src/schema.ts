import type { HolidayBreak, HolidayNotice } from '@gridwhistle/clocks';
import {
  CHANNELS,
  CLOCK_KINDS,
  SEVERITIES,
  STAFF_ROLES,
  TIERS,
  UNIT_KINDS,
  WHISTLE_NATURES,
} from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import type { Admission, DirectiveChannel, LocalStep, ProofRequired, SpotCheck, WhistleKind } from './document/acts.js';
import {
  ESCALATION_ACTS,
  type CalendarSettings,
  type DayHours,
  type Escalation,
  type ExtensionRules,
  type StageClock,
  type TierLimit,
} from './document/clocks.js';
import {
  HOTLINE_MODES,
  type Privacy,
  type RepeatedMatters,
  type SimilarCase,
  type SuggestionRules,
} from './document/intake.js';
import type { Category, DepartmentName, Major, Standard, StandardStage, StandardsImport } from './document/matters.js';
import type { Area, District, Grid, GridGeometry, LocalName, Successor, Unit } from './document/places.js';
import type { Route, RouteCondition, WordList } from './document/routes.js';
import { hotlinePlatformSchema } from './hotline-schema.js';
import {
  FACT_KINDS,
  PLAN_SUBJECTS,
  SCOPES,
  type Adjustment,
  type Indicator,
  type Measure,
  type Plan,
  type Threshold,
} from './plan.js';
import { FIGURES, type Arrivals, type Delay, type Flood, type PublishedFigure, type Simulation } from './simulation.js';
import type { ReturnBehaviour, TierBehaviour, WhistleBehaviour } from './simulation.js';
import type { StaffDocument, StaffMember, StaffMembership } from './staff.js';

/** JSON Schema of the documents. A field that the type has and the schema lacks, or the other way, does not compile. */
export type Schema = Record<string, unknown>;
type Optional = [schema: Schema];
type Fields<T> = { [K in keyof Required<T>]: undefined extends T[K] ? Optional : Schema };

const optional = (schema: Schema): Optional => [schema];
const object = <T>(fields: Fields<T>): Schema => {
  const entries = Object.entries<Optional | Schema>(fields);
  const properties = Object.fromEntries(
    entries.map(([name, field]) => [name, Array.isArray(field) ? field[0] : field]),
  );
  const required = entries.filter(([, field]) => !Array.isArray(field)).map(([name]) => name);
  return { type: 'object', properties, required, additionalProperties: false };
};
const list = (items: Schema, minItems = 0, maxItems = 100_000): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});
const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
const number = (minimum: number, maximum: number): Schema => ({ type: 'number', minimum, maximum });
const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });
const matching = (pattern: string): Schema => ({ type: 'string', pattern, maxLength: 64 });

/** A code becomes a token of a bus subject: no dot, space or wildcard can exist in one. */
const code = matching('^[0-9a-z]+(-[0-9a-z]+)*$');
const clockTime = matching('^([01][0-9]|2[0-3]):[0-5][0-9]$');
/** Any text: whether it is a limit is a rule of its own, so that the message can say what a limit looks like. */
const limit = text(40);
const flag: Schema = { type: 'boolean' };
const name = object<LocalName>({ zh: text(100), en: text(200) });
/** Filing and closing conditions are sentences of a city's table. */
const condition = object<LocalName>({ zh: text(500), en: text(1000) });
const share = number(0.01, 0.99);
const rungs = { amber: optional(share), overdueAfter: optional(limit) };

const lon = number(-180, 180);
const lat = number(-90, 90);
const tuple = (...items: Schema[]): Schema => ({
  type: 'array',
  prefixItems: items,
  minItems: items.length,
  maxItems: items.length,
});
const polygon = list(list(tuple(lon, lat), 4), 1);

const grid = object<Grid>({
  code,
  name,
  area: code,
  box: optional(tuple(lon, lat, lon, lat)),
  geometry: optional({
    oneOf: [
      object<GridGeometry>({ type: { const: 'Polygon' }, coordinates: polygon }),
      object<GridGeometry>({ type: { const: 'MultiPolygon' }, coordinates: list(polygon, 1) }),
    ],
  }),
  synthetic: optional(flag),
});

const area = object<Area>({
  code,
  name,
  level: code,
  parent: optional(code),
  dispatchingUnit: code,
  office: optional(code),
});

const unit = object<Unit>({
  code,
  name,
  kind: oneOf(UNIT_KINDS),
  tier: oneOf(TIERS),
  area: code,
  parent: optional(code),
});

const standard = object<Standard>({
  category: code,
  condition: code,
  name: condition,
  severity: oneOf(SEVERITIES),
  closing: condition,
  stages: list(object<StandardStage>({ name: optional(name), limit }), 1, 9),
});

const standardsImport = object<StandardsImport>({
  bareDay: optional(oneOf(['work-day', 'natural-day'])),
  bareHour: optional(oneOf(['work-hour', 'emergency-hour'])),
  emergencyWorkDayHours: optional(number(1, 240)),
  departments: optional(list(object<DepartmentName>({ name: text(100), unit: code }))),
});

const dayHours = object<DayHours>({ from: clockTime, to: clockTime });
const route = object<Route>({
  id: code,
  why: name,
  when: object<RouteCondition>({
    categories: optional(list(code, 1)),
    severities: optional(list(oneOf(SEVERITIES), 1)),
    channels: optional(list(oneOf(CHANNELS), 1)),
    areas: optional(list(code, 1)),
    words: optional(list(code, 1)),
    hardCase: optional(flag),
    hours: optional(dayHours),
    workingDay: optional(flag),
    officeHours: optional(flag),
  }),
  grade: optional(oneOf(TIERS)),
  unit: optional(code),
  person: optional(code),
  waitsFor: optional(code),
  inform: optional(list(oneOf(TIERS))),
});

/** Few and short: every report's words are searched for all of them while its reporter waits. */
const wordList = object<WordList>({
  code,
  words: list({ type: 'string', minLength: 2, maxLength: 20, pattern: '^\\S(.*\\S)?$' }, 1, 100),
});

const whistle = object<WhistleKind>({
  code,
  name,
  nature: oneOf(WHISTLE_NATURES),
  askers: list(oneOf(TIERS), 1),
  approvers: list(oneOf(STAFF_ROLES), 1),
  approvalLimit: limit,
  reportInLimit: limit,
  amber: share,
});

const directiveChannel = object<DirectiveChannel>({
  code,
  name,
  issuers: list(code, 1),
  tiers: optional(list(oneOf(TIERS), 1)),
  beside: optional(flag),
  signLimit: limit,
  reportLimit: limit,
  amber: share,
});

const scalar: Schema = { type: ['string', 'number', 'boolean'] };
const measure = object<Measure>({
  facts: oneOf(FACT_KINDS),
  of: optional(oneOf(SCOPES)),
  where: optional({ type: 'object', additionalProperties: { anyOf: [scalar, list(scalar, 1)] } }),
  value: optional(
    object<NonNullable<Measure['value']>>({
      field: text(64),
      counts: { type: 'object', additionalProperties: number(0, 1) },
    }),
  ),
});

const plan = object<Plan>({
  code,
  name,
  period: oneOf(['month', 'quarter', 'year']),
  subjects: list(oneOf(PLAN_SUBJECTS), 1),
  tiers: optional(list(oneOf(TIERS), 1)),
  units: optional(list(code, 1)),
  indicators: list(
    object<Indicator>({
      code,
      name,
      weight: number(0, 100),
      numerator: measure,
      denominator: measure,
      better: oneOf(['high', 'low']),
    }),
    1,
  ),
  adjustments: optional(
    list(
      object<Adjustment>({
        code,
        name,
        kind: oneOf(['bonus', 'deduction']),
        measure,
        each: number(0.01, 100),
        cap: number(0.01, 100),
      }),
    ),
  ),
  thresholds: list(object<Threshold>({ code, name, from: number(0, 100) }), 1),
  proposalCap: number(0, 100),
  appealWindow: optional(limit),
});

const calendar = object<CalendarSettings>({
  officeHours: list(dayHours, 1, 6),
  holidays: oneOf(['state-council']),
});
const date = matching('^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
const holidayNotice = object<HolidayNotice>({
  year: number(2000, 2200),
  published: date,
  breaks: list(object<HolidayBreak>({ name: text(40), from: date, to: date, makeUpDays: list(date, 0, 9) }), 1, 20),
});

const part = number(0, 1);
const weights = (count: number): Schema => list(number(0, 1_000_000), count, count);
const delay = object<Delay>({ share: part, times: number(1, 1_000) });

const simulation = object<Simulation>({
  arrivals: object<Arrivals>({
    hours: weights(24),
    weekdays: weights(7),
    months: weights(12),
    onTheSpot: part,
    flood: object<Flood>({ after: part, days: number(0, 60), times: number(1, 1_000) }),
  }),
  tiers: list(
    object<TierBehaviour>({
      tier: oneOf(TIERS),
      accepts: limit,
      handles: limit,
      settles: part,
      returns: part,
      inHand: number(1, 1_000_000),
    }),
  ),
  spread: number(0, 3),
  delay,
  returns: object<ReturnBehaviour>({ upheld: part, rules: limit }),
  verifies: limit,
  whistles: object<WhistleBehaviour>({
    approves: limit,
    declined: part,
    reportsIn: limit,
    absent: delay,
    handles: limit,
    stalled: part,
  }),
  rating: object<Simulation['rating']>({ share: part, dissatisfied: part, rates: limit }),
  matters: object<Simulation['matters']>({ shared: part, private: part }),
  published: list(
    object<PublishedFigure>({
      figure: oneOf(FIGURES),
      value: number(0, 1e12),
      of: optional(number(1, 1e12)),
      name: condition,
    }),
  ),
});

const major = object<Major>({ code: matching('^[0-9]{2}$'), name });
const category = object<Category>({ code: matching('^[0-9]{4}$'), name, department: code });
const routes = list(route, 1, 1_000);
const wordLists = optional(list(wordList, 0, 20));

/** What a changed set of routes looks like. */
export const routesSchema: Schema = object<Pick<ProfileDocument, 'routes' | 'wordLists'>>({ routes, wordLists });

/** What the parts that a table of standards became look like: those that the profile has already are not said again. */
export const standardsSchema: Schema = object<Pick<ProfileDocument, 'majors' | 'categories' | 'standards'>>({
  majors: list(major),
  categories: list(category),
  standards: list(standard),
});

/** What a part with the State Council's notices looks like. */
export const noticesSchema: Schema = object<Required<Pick<ProfileDocument, 'holidayNotices'>>>({
  holidayNotices: list(holidayNotice),
});

/** What a profile document looks like; whether its parts fit together is in `rules/`. */
export const profileSchema: Schema = object<ProfileDocument>({
  format: { const: 1 },
  district: object<District>({ code, name, notes: list(text(2000)) }),
  areas: list(area, 1),
  grids: list(grid),
  units: list(unit, 1),
  successors: optional(list(object<Successor>({ grid: optional(code), unit: optional(code), to: code }))),
  majors: list(major, 1),
  categories: list(category, 1),
  standards: list(standard),
  standardsImport: optional(standardsImport),
  fallbackLimits: object<ProfileDocument['fallbackLimits']>({ normal: limit, emergency: limit }),
  routes,
  wordLists,
  clocks: list(
    object<StageClock>({
      kind: oneOf(CLOCK_KINDS),
      limit: optional(limit),
      emergencyLimit: optional(limit),
      ...rungs,
    }),
  ),
  escalations: list(object<Escalation>({ on: text(64), act: oneOf(ESCALATION_ACTS) })),
  whistles: list(whistle),
  directiveChannels: optional(list(directiveChannel)),
  ratingWindow: limit,
  returnWindow: limit,
  reopenWindow: optional(limit),
  tierLimits: optional(list(object<TierLimit>({ tier: oneOf(TIERS), limit }))),
  extensions: optional(object<ExtensionRules>({ most: number(0, 10), twoSteps: flag })),
  hotlineMode: optional(oneOf(HOTLINE_MODES)),
  hotlinePlatforms: optional(list(hotlinePlatformSchema, 0, 20)),
  calendar,
  holidayNotices: optional(list(holidayNotice)),
  quietHours: dayHours,
  plans: list(plan),
  admissions: list(object<Admission>({ code, name, tiers: list(oneOf(TIERS), 1) })),
  steps: list(object<LocalStep>({ code, name, act: optional(matching('^[a-z-]+\\.[a-z-]+$')), by: text(64) })),
  similarCase: object<SimilarCase>({ metres: number(1, 10_000), hours: number(1, 8760) }),
  suggestions: optional(object<SuggestionRules>({ threshold: number(0.5, 1) })),
  repeatedMatters: optional(object<RepeatedMatters>({ least: number(2, 1000), likeness: number(0.05, 1) })),
  spotCheck: optional(object<SpotCheck>({ percent: number(0, 100) })),
  privacy: object<Privacy>({
    reporterDays: number(1, 36_500),
    photoDays: number(1, 36_500),
    revealPurposes: list(code, 1),
  }),
  proofRequired: object<ProofRequired>({ resolve: flag, return: flag }),
  statisticalDayStart: clockTime,
  simulation: optional(simulation),
});

/** What a staff document looks like. */
export const staffSchema: Schema = object<StaffDocument>({
  staff: list(
    object<StaffMember>({
      id: code,
      name: text(100),
      memberships: list(object<StaffMembership>({ unit: code, roles: list(oneOf(STAFF_ROLES), 1) })),
      active: flag,
    }),
  ),
});
