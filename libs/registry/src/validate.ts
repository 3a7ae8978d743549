import { refuseIfAny, type Detail } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import { Draft, type Rule } from './draft.js';
import { Profile } from './profile.js';
import { areaRules, dispatchingRules, officeRules } from './rules/areas.js';
import { categoryRules, standardRules, standardsImportRules } from './rules/categories.js';
import { clockRules, whistleRules, wordRules } from './rules/clocks.js';
import { directiveRules } from './rules/directives.js';
import { gridRules } from './rules/grids.js';
import { hotlineRules } from './rules/hotline.js';
import { planRules } from './rules/plans.js';
import { routeRules } from './rules/routes.js';
import { staffRules } from './rules/staff.js';
import { successorRules } from './rules/successors.js';
import { unitRules } from './rules/units.js';
import { checkShape, type ShapeReport } from './shape.js';
import type { StaffDocument } from './staff.js';

const RULES: readonly Rule[] = [
  areaRules,
  dispatchingRules,
  officeRules,
  unitRules,
  gridRules,
  successorRules,
  categoryRules,
  standardRules,
  standardsImportRules,
  routeRules,
  clockRules,
  whistleRules,
  directiveRules,
  wordRules,
  hotlineRules,
  planRules,
];

/**
 * Every problem of a profile, with the staff's when they are given: a dotted `field` (`areas.3.parent`), a stable `code`
 * and words. Empty when it is right. What is wrong in shape is listed by its own field and not looked at further.
 */
export function validateProfile(document: unknown, staff?: unknown): Detail[] {
  const shape = checkShape('profile', document);
  const people = staff === undefined ? undefined : checkShape('staff', staff);
  if (!isObject(document)) return shape.problems;
  const draft = new Draft(document as unknown as ProfileDocument, shape.broken);
  return [
    ...shape.problems,
    ...RULES.flatMap((rule) => rule(draft)),
    ...(people?.problems ?? []),
    ...(people ? staffProblems(draft, people, staff) : []),
  ];
}

/** The profile, or `profile.invalid` with every problem. */
export function readProfile(document: unknown, staff?: unknown): Profile {
  const problems = validateProfile(document, staff);
  refuseIfAny('profile.invalid', `the profile has ${problems.length} problem(s)`, problems);
  return new Profile(document as ProfileDocument);
}

/** Who sits where is judged only when all entries can be read: a broken one may be the member that a unit lacks. */
function staffProblems(draft: Draft, shape: ShapeReport, staff: unknown): Detail[] {
  return shape.broken.size > 0 ? [] : staffRules(draft, staff as StaffDocument);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
