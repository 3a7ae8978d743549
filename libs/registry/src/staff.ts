import type { StaffRole } from '@gridwhistle/kernel';

/** The district's staff: people's data, kept by the console only and never part of a profile. */
export interface StaffDocument {
  staff: StaffMember[];
}

export interface StaffMember {
  id: string;
  name: string;
  memberships: StaffMembership[];
  active: boolean;
}

/** One person may hold several posts. */
export interface StaffMembership {
  unit: string;
  roles: StaffRole[];
}

/** Codes of the units that have at least one active member. */
export function mannedUnits(document: StaffDocument): Set<string> {
  const active = document.staff.filter((person) => person.active);
  return new Set(active.flatMap((person) => person.memberships.map((membership) => membership.unit)));
}
