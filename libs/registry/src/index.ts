/**
 * The profile: a district's areas, grids, units, categories, limits, routes and plans as one validated document, and
 * the questions that services ask of it. Pure: what keeps a service's own copy is in `@gridwhistle/registry/copy`.
 */
export {
  ESCALATION_ACTS,
  HOTLINE_MODES,
  type Admission,
  type Area,
  type Box,
  type CalendarSettings,
  type Category,
  type DayHours,
  type DepartmentName,
  type DirectiveChannel,
  type District,
  type Escalation,
  type EscalationAct,
  type Grid,
  type GridGeometry,
  type HotlineMode,
  type LocalName,
  type LocalStep,
  type Major,
  type Privacy,
  type ProfileDocument,
  type ProofRequired,
  type RepeatedMatters,
  type Ring,
  type Route,
  type RouteCondition,
  type RungRule,
  type SimilarCase,
  type StageClock,
  type Standard,
  type StandardStage,
  type StandardsImport,
  type Successor,
  type SuggestionRules,
  type Unit,
  type WhistleKind,
  type WordList,
} from './document.js';
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
