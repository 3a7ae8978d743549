/**
 * The profile: a district's areas, grids, units, categories, limits, routes and plans as one validated document, and the
 * questions that services ask of it.
 */
export * from './document.js';
export * from './plan.js';
export * from './staff.js';
export { Profile, type StageRules, type WhistleRules } from './profile.js';
export type { RouteInput, Routing } from './routing.js';
export type { HandlingLimit } from './standards.js';
export { readProfile, validateProfile } from './validate.js';
