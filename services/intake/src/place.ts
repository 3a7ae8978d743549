import type { PlaceQuery, PointPlace } from '@gridwhistle/contracts';
import type { Profile } from '@gridwhistle/registry';
import published from 'gcoord';
import type { District } from './domain/filing.js';
import type { Place } from './domain/similar-case.js';

// Its types promise a default export that its CommonJS does not have.
const gcoord = published as unknown as typeof published.default;

/** The place in WGS 84, converted when it was read from a Chinese map. */
export function wgs84(place: PointPlace | undefined, { crs }: PlaceQuery): Place | undefined {
  if (!place) return undefined;
  const [lon, lat] = place.coordinates;
  const [x, y] = crs === 'gcj02' ? gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84) : [lon, lat];
  return [x, y];
}

/** The look-ups that filing needs, from the profile in force. */
export function districtOf(profile: Profile): District {
  return {
    gridAt: (lon, lat) => profile.gridAt(lon, lat)?.code,
    hasGrid: (code) => profile.grid(code) !== undefined,
    hasCategory: (code) => profile.category(code) !== undefined,
    hasCondition: (category, condition) =>
      profile.category(category) !== undefined &&
      profile.conditionsOf(category).some((standard) => standard.condition === condition),
  };
}
