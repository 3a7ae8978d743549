import type { StaffRole, Tier, UnitKind } from '@gridwhistle/kernel';

/** What a token says about one unit of its bearer. A unit that speaks over the bus has no area and no tier. */
export interface Membership {
  readonly unit: string;
  /** Absent: the membership shows only what the unit itself holds. */
  readonly kind?: UnitKind;
  readonly area?: string;
  readonly tier?: Tier;
  readonly roles: readonly StaffRole[];
}

/**
 * Who is acting. `staff` by a token (id = staff id), `unit` over the bus (id = unit code), `internal` another service,
 * `anonymous` a reporter without an account (id is empty; what they know, a code, is checked by the owner of the report).
 */
export interface Actor {
  readonly kind: 'staff' | 'unit' | 'internal' | 'anonymous';
  readonly id: string;
  readonly memberships: readonly Membership[];
}

export const ANONYMOUS: Actor = { kind: 'anonymous', id: '', memberships: [] };
export const INTERNAL: Actor = { kind: 'internal', id: 'internal', memberships: [] };

/** A department on the bus: the subject it may publish to is its identity. */
export function unitActor(unit: string): Actor {
  return { kind: 'unit', id: unit, memberships: [{ unit, roles: ['member'] }] };
}

/** Who only keeps the installation running is no member of the unit as far as its matters are concerned. */
const TECHNICAL: readonly StaffRole[] = ['operator'];
const works = ({ roles }: Membership): boolean => roles.some((role) => !TECHNICAL.includes(role));

/** True when the actor works in the unit; with roles, when it holds one of them there. */
export function belongsTo(actor: Actor, unit: string | null | undefined, ...roles: StaffRole[]): boolean {
  if (!unit) return false;
  return actor.memberships.some(
    (membership) =>
      membership.unit === unit &&
      (roles.length === 0 ? works(membership) : roles.some((role) => membership.roles.includes(role))),
  );
}

/** True when the actor holds one of the roles in any unit. */
export function hasRole(actor: Actor, ...roles: StaffRole[]): boolean {
  return actor.memberships.some((membership) => roles.some((role) => membership.roles.includes(role)));
}

/**
 * True when a place lies in an area of the actor. National codes nest by prefix: 522730 holds 522730001 holds
 * 522730001001, and a grid's code starts with its village's. Offices and the centre see their area; a grid's team sees
 * its grid; departments and desks see only what they hold.
 */
export function covers(actor: Actor, area: string | null | undefined): boolean {
  if (!area) return false;
  const sights = actor.memberships
    .filter(works)
    .map(sightOf)
    .filter((sight) => sight !== undefined);
  return sights.some((sight) => area.startsWith(sight));
}

function sightOf({ kind, area, unit }: Membership): string | undefined {
  if (kind === 'office' || kind === 'centre') return area || undefined;
  return kind === 'grid' ? unit : undefined;
}
