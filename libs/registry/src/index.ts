/**
 * The profile: a district's areas, grids, units, categories, limits, routes and plans as one validated document, and
 * the questions that services ask of it. Pure: what keeps a service's own copy is in `@gridwhistle/registry/copy`.
 */
export type { ProfileDocument } from './document.js';
export type { Admission, DirectiveChannel, LocalStep, ProofRequired, WhistleKind } from './document/acts.js';
export {
  ESCALATION_ACTS,
  type CalendarSettings,
  type DayHours,
  type Escalation,
  type EscalationAct,
  type RungRule,
  type StageClock,
} from './document/clocks.js';
export {
  HOTLINE_MODES,
  type HotlineMode,
  type Privacy,
  type RepeatedMatters,
  type SimilarCase,
  type SuggestionRules,
} from './document/intake.js';
export type { Category, DepartmentName, Major, Standard, StandardStage, StandardsImport } from './document/matters.js';
export type { Area, Box, District, Grid, GridGeometry, LocalName, Ring, Successor, Unit } from './document/places.js';
export type { Route, RouteCondition, WordList } from './document/routes.js';
export { importStandards, type ImportCounts, type StandardsImported } from './import/import-standards.js';
export type { ImportInto } from './import/into-profile.js';
export type { StandardParts } from './import/parts.js';
export type { ImportProblem, ImportProblemCode } from './import/problems.js';
export { COLUMNS, type Column, type TableLine } from './import/table.js';
export {
  FACT_FIELDS,
  FACT_KINDS,
  concerns,
  scopeOf,
  scoresStaff,
  type Adjustment,
  type FactKind,
  type FactValue,
  type Indicator,
  type Measure,
  type Plan,
  type Threshold,
} from './plan.js';
export { Profile, type DirectiveRules, type StageRules, type WhistleRules } from './profile.js';
export { heirsOf, repartitionOf } from './repartition.js';
export type { RouteInput, Routing } from './routing.js';
export {
  FIGURES,
  type Arrivals,
  type Delay,
  type FigureName,
  type Flood,
  type PublishedFigure,
  type Simulation,
  type TierBehaviour,
} from './simulation.js';
export { mannedUnits, type StaffDocument, type StaffMember, type StaffMembership } from './staff.js';
export type { HandlingLimit } from './standards.js';
export { profileSchema, type Schema } from './schema.js';
export { checkShape, type Shaped, type ShapeReport } from './shape.js';
export { readProfile, readRoutes, validateProfile } from './validate.js';
export { profileWarnings, routeWarnings } from './warnings.js';
export { WordLists } from './word-lists.js';
