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
import { routePersonProblems } from './rules/route-persons.js';
import { routeRules } from './rules/routes.js';
import { simulationRules } from './rules/simulation.js';
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
  simulationRules,
];

/**
 * Every problem of a profile, with the staff's when they are given: a dotted `field` (`areas.3.parent`), a stable `code`
 * and words. Empty when it is right. What is wrong in shape is listed by its own field and not looked at further.
 */
export function validateProfile(document: unknown, staff?: unknown): Detail[] {
  const shape = checkShape('profile', document);
  const people = staff === undefined ? undefined : checkShape('staff', staff);
  if (!isObject(document)) return shape.problems;
  const draft = new Draft(document as unknown as ProfileDocument, shape.broken, shape.wrong);
  const problems = [
    ...shape.problems,
    ...RULES.flatMap((rule) => rule(draft)),
    ...(people?.problems ?? []),
    ...(people ? staffProblems(draft, people, staff) : []),
  ];
  // Where routes lead can be said only of a profile that is right.
  if (problems.length > 0 || !people || !namesPersons(document as unknown as ProfileDocument)) return problems;
  return routePersonProblems(new Profile(document as unknown as ProfileDocument), staff as StaffDocument);
}

/** The profile, or `profile.invalid` with every problem. */
export function readProfile(document: unknown, staff?: unknown): Profile {
  const problems = validateProfile(document, staff);
  refuseIfAny('profile.invalid', `the profile has ${problems.length} problem(s)`, problems);
  return new Profile(document as ProfileDocument);
}

/**
 * A right profile with other routes, and other lists of words where they are given, or `profile.invalid` with every problem
 * of them. Whether the persons that routes name are there can be said only with the staff.
 */
export function readRoutes(profile: Profile, changed: { routes: unknown; wordLists?: unknown }): Profile {
  const { routes, wordLists } = changed;
  const given = wordLists === undefined ? { routes } : { routes, wordLists };
  const document = { ...profile.document, ...given } as ProfileDocument;
  const { problems, broken } = checkShape('routes', given);
  const all = [...problems, ...routeRules(new Draft(document, broken))];
  refuseIfAny('profile.invalid', `the routes have ${all.length} problem(s)`, all);
  return new Profile(document);
}

/** Who sits where is judged only when all entries can be read: a broken one may be the member that a unit lacks. */
function staffProblems(draft: Draft, shape: ShapeReport, staff: unknown): Detail[] {
  return shape.broken.size > 0 ? [] : staffRules(draft, staff as StaffDocument);
}

const namesPersons = ({ routes }: ProfileDocument): boolean => routes.some(({ person }) => person !== undefined);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
