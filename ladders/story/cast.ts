import type { Profile, Unit } from '@gridwhistle/registry';
import { firstGrid, otherDepartment, placeAt, type Place } from '../place.js';
import type { Role } from './move.js';

/** Who plays: the units of one place, by their parts. */
export interface Cast {
  readonly place: Place;
  /** The unit of a role. @throws Error where the profile has none */
  readonly unit: (role: Role) => Unit;
}

/** A leaking water main. */
export const MATTER = '0102';

export function castOf(profile: Profile, micro: boolean): Cast {
  const place = placeAt(profile, firstGrid(profile, micro));
  const grids = place.ladder.filter(({ tier }) => tier === 'grid');
  const lead = profile.departmentFor(MATTER, place.grid.area);
  const units: Record<Role, Unit | undefined> = {
    'micro-grid': grids.length > 1 ? grids[0] : undefined,
    grid: grids.at(-1),
    village: place.ladder.find(({ tier }) => tier === 'village'),
    township: place.ladder.at(-1),
    desk: place.below.find(({ kind }) => kind === 'desk'),
    lead,
    assist: otherDepartment(place, lead.code, 0),
  };
  const unit = (role: Role): Unit => {
    const found = units[role];
    if (!found) throw new Error(`the profile has no ${role} for ${place.grid.code}`);
    return found;
  };
  return { place, unit };
}
