import { isBelowTownship, type Detail, type Tier } from '@gridwhistle/kernel';
import type { WhistleKind } from '../document/acts.js';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import type { StaffDocument, StaffMember } from '../staff.js';
import { mannedUnits } from '../staff.js';

/** Domain §2: a unit without an active member fails, so does one that may whistle without anybody who approves. */
export function staffRules(draft: Draft, document: StaffDocument): Detail[] {
  const staff = document.staff.map((value, index) => ({ at: `staff.${index}`, value }));
  return [
    ...duplicates(staff, (person) => person.id, 'staff.duplicate'),
    ...staff.flatMap((item) => postProblems(item, draft)),
    ...emptyUnits(draft, mannedUnits(document)),
    ...unapproved(draft, document),
  ];
}

function postProblems({ at, value }: Item<StaffMember>, draft: Draft): Detail[] {
  const isUnit = draft.declared('units');
  return value.memberships.flatMap(({ unit }, index) =>
    isUnit(unit) ? [] : [problem(`${at}.memberships.${index}.unit`, 'staff.unknown-unit', `there is no unit ${unit}`)],
  );
}

function emptyUnits(draft: Draft, manned: ReadonlySet<string>): Detail[] {
  return draft
    .list('units')
    .filter(({ value }) => !manned.has(value.code))
    .map(({ at, value }) => problem(at, 'unit.no-active-member', `${value.code} has no active member`));
}

/** The tiers whose principals rule on a kind: those that ask, and the township for everybody below it. */
const rulesOn = ({ askers }: WhistleKind): Tier[] => askers.map((tier) => (isBelowTownship(tier) ? 'township' : tier));

function unapproved(draft: Draft, { staff }: StaffDocument): Detail[] {
  const offices = new Set(draft.list('areas').map(({ value }) => value.office ?? value.dispatchingUnit));
  const held = new Set(
    staff
      .filter((person) => person.active)
      .flatMap((person) => person.memberships.flatMap(({ unit, roles }) => roles.map((role) => `${unit} ${role}`))),
  );
  return draft.list('whistles').flatMap(({ at, value: kind }) =>
    draft
      .list('units')
      .filter(({ value: unit }) => offices.has(unit.code) && rulesOn(kind).includes(unit.tier))
      .filter(({ value: unit }) => !kind.approvers.some((role) => held.has(`${unit.code} ${role}`)))
      .map(({ value: unit }) =>
        problem(`${at}.approvers`, 'whistle.no-approver', `nobody in ${unit.code} may approve`),
      ),
  );
}
