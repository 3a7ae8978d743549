import { STAFF_ROLES, TIERS, type Detail } from '@gridwhistle/kernel';
import { missingAdmission } from './admission.js';
import type { Selection } from './directive.js';
import { reachOf, type ChannelReach } from './reach.js';
import type { AdmittedDuty, Rules, UnitFacts } from './rules.js';

/** A unit, or one of its people. */
export interface Target {
  readonly unit: UnitFacts;
  readonly person: string | null;
}

/** A member of staff in a unit; ids only. */
export interface Post {
  readonly person: string;
  readonly unit: string;
}

/** Active posts: of the persons that are named, and of whoever holds one of the roles. */
export interface Staffing {
  readonly named: readonly Post[];
  readonly byRole: readonly Post[];
}

/** Who is addressed, by whom, through which channel, and under which duty. */
export interface Addressing {
  readonly to: Selection;
  readonly issuer: UnitFacts;
  /** As it is known; an unknown one is refused elsewhere. */
  readonly channel: ChannelReach;
  readonly duty: string | undefined;
  readonly admitted: readonly AdmittedDuty[];
}

export interface Found {
  readonly targets: Target[];
  readonly problems: Detail[];
}

/** Everybody a selection addresses below the issuer, each once, and everything that is wrong with it. */
export function targetsOf(asked: Addressing, staffing: Staffing, rules: Rules): Found {
  const { to, issuer, channel } = asked;
  const reach = reachOf(issuer, channel, rules);
  const isSelected = selector(to, rules);
  const chosen = (unit: UnitFacts): boolean => reach(unit) && isSelected(unit);
  const selected = to.roles.length > 0 ? personsIn(staffing.byRole, chosen, rules) : unitsIn(to, chosen, rules);
  const units = to.units.map((code) => rules.unit(code)).filter((unit) => unit !== undefined);
  const persons = new Set(to.persons);
  const meant = staffing.named.filter(({ person }) => persons.has(person));
  const named = [...units.map(whole), ...personsIn(meant, reach, rules)];
  const targets = distinct([...selected, ...named.filter(({ unit }) => reach(unit))]);
  return { targets, problems: [...problemsOf(asked, staffing, reach, rules), ...duties(asked, targets)] };
}

function selector({ areas, tiers }: Selection, rules: Rules): (unit: UnitFacts) => boolean {
  const known = areas.filter((area) => rules.area(area));
  const inAreas = new Map<string, boolean>();
  return ({ area, tier }) => {
    const within = inAreas.get(area) ?? (areas.length === 0 || known.some((above) => rules.isWithin(area, above)));
    inAreas.set(area, within);
    return within && (tiers.length === 0 || tiers.includes(tier));
  };
}

/** Without areas, tiers and roles nobody is selected but who is named. */
function unitsIn({ areas, tiers }: Selection, chosen: (unit: UnitFacts) => boolean, { document }: Rules): Target[] {
  if (areas.length + tiers.length === 0) return [];
  return document.units.filter(chosen).map(whole);
}

function personsIn(posts: readonly Post[], chosen: (unit: UnitFacts) => boolean, rules: Rules): Target[] {
  return posts.flatMap(({ person, unit: code }) => {
    const unit = rules.unit(code);
    return unit && chosen(unit) ? [{ unit, person }] : [];
  });
}

const whole = (unit: UnitFacts): Target => ({ unit, person: null });

/** A person with several posts gets it once. */
function distinct(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [target.person ?? `unit ${target.unit.code}`, target])).values()];
}

function problemsOf(
  { to, issuer, channel: { tiers = TIERS } }: Addressing,
  { named }: Staffing,
  reach: (unit: UnitFacts) => boolean,
  rules: Rules,
): Detail[] {
  const people = new Map(named.map((post) => [post.person, post]));
  const outside = (unit: UnitFacts | undefined): boolean => unit !== undefined && !reach(unit);
  return [
    ...each('areas', to.areas, 'area.unknown', 'is no area of this district', (code) => !rules.area(code)),
    ...each('areas', to.areas, 'directive.not-allowed', 'does not lie in the issuer’s area', (code) =>
      Boolean(rules.area(code) && !rules.isWithin(code, issuer.area)),
    ),
    ...each('tiers', to.tiers, 'tier.unknown', `is one of ${TIERS.join(', ')}`, (code) => !isOneOf(TIERS, code)),
    ...each(
      'tiers',
      to.tiers,
      'directive.not-allowed',
      'is not reached by the channel',
      (code) => isOneOf(TIERS, code) && !isOneOf(tiers, code),
    ),
    ...each('roles', to.roles, 'role.unknown', `is one of ${STAFF_ROLES.join(', ')}`, (c) => !isOneOf(STAFF_ROLES, c)),
    ...each('units', to.units, 'unit.unknown', 'is no unit of this district', (code) => !rules.unit(code)),
    ...each('units', to.units, 'directive.not-allowed', 'is not below the issuer', (code) => outside(rules.unit(code))),
    ...each('persons', to.persons, 'staff.unknown', 'is no active member of staff', (id) => !people.has(id)),
    ...each('persons', to.persons, 'directive.not-allowed', 'is of no unit below the issuer', (id) =>
      outsiders(id, named, outside, rules),
    ),
  ];
}

function outsiders(id: string, named: readonly Post[], outside: (unit?: UnitFacts) => boolean, rules: Rules): boolean {
  const posts = named.filter(({ person }) => person === id);
  return posts.length > 0 && posts.every(({ unit }) => outside(rules.unit(unit)));
}

function each(
  part: string,
  codes: readonly string[],
  code: string,
  message: string,
  isWrong: (value: string) => boolean,
): Detail[] {
  return codes.flatMap((value, index) =>
    isWrong(value) ? [{ field: `to.${part}.${index}`, code, message: `${value} ${message}` }] : [],
  );
}

const isOneOf = (values: readonly string[], value: string): boolean => values.includes(value);

/** Admission 4: a directive to a grid names an admitted duty. Nobody at all is a problem too. */
function duties({ duty, admitted }: Addressing, targets: readonly Target[]): Detail[] {
  if (targets.length === 0) return [{ field: 'to', code: 'directive.nobody', message: 'addresses nobody' }];
  const grid = targets.find(({ unit }) => unit.kind === 'grid');
  const missing = grid && missingAdmission(grid.unit, duty, admitted);
  return missing ? [{ ...missing, code: 'admission.missing' }] : [];
}
