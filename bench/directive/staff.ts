import type { ProfileDocument, StaffDocument, StaffMember } from '@gridwhistle/registry';
import type { Installation } from '../../tools/gw/src/installation.js';
import { call, tokenFor } from '../../tools/gw/src/operator.js';
import { loadProfileFolder } from '../../tools/profile/folder.js';

/** The staff of a city of Xinyang's size, in the units of the demo district beside those who are there. */
export async function applyStaff(installation: Installation, folder: string, count: number): Promise<void> {
  const { profile, staff } = await loadProfileFolder(folder);
  const body = { profile, staff: { staff: [...staff.staff, ...newcomers(profile, staff, count)] } };
  const token = await tokenFor(installation, 'operator');
  await call(installation, '/registry/profile', token, { method: 'POST', body });
}

/** As many as are missing, spread over all units but the centre. */
function newcomers({ units }: ProfileDocument, { staff }: StaffDocument, count: number): StaffMember[] {
  const places = units.filter(({ kind }) => kind !== 'centre').map(({ code }) => code);
  return Array.from({ length: count - addressed(staff) }, (_, index) => ({
    id: `bench-${index}`,
    name: '某人',
    active: true,
    memberships: [{ unit: places[index % places.length] ?? '', roles: ['member'] as const satisfies string[] }],
  }));
}

/** Members outside the centre: the centre itself issues. */
const addressed = (staff: readonly StaffMember[]): number =>
  staff.filter(({ memberships }) =>
    memberships.some(({ unit, roles }) => !unit.endsWith('-centre') && roles.includes('member')),
  ).length;
