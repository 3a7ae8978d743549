import { TIERS, UNIT_KINDS } from '@gridwhistle/kernel';
import type { Area, District, Grid, GridGeometry, Successor, Unit } from '../document/places.js';
import { code, flag, list, name, number, object, oneOf, optional, text, type Schema } from './words.js';

export const district = object<District>({ code, name, notes: list(text(2000)) });

const lon = number(-180, 180);
const lat = number(-90, 90);
const tuple = (...items: Schema[]): Schema => ({
  type: 'array',
  prefixItems: items,
  minItems: items.length,
  maxItems: items.length,
});
const polygon = list(list(tuple(lon, lat), 4), 1);

export const grid = object<Grid>({
  code,
  name,
  area: code,
  box: optional(tuple(lon, lat, lon, lat)),
  geometry: optional({
    oneOf: [
      object<GridGeometry>({ type: { const: 'Polygon' }, coordinates: polygon }),
      object<GridGeometry>({ type: { const: 'MultiPolygon' }, coordinates: list(polygon, 1) }),
    ],
  }),
  synthetic: optional(flag),
});

export const area = object<Area>({
  code,
  name,
  level: code,
  parent: optional(code),
  dispatchingUnit: code,
  office: optional(code),
});

export const unit = object<Unit>({
  code,
  name,
  kind: oneOf(UNIT_KINDS),
  tier: oneOf(TIERS),
  area: code,
  parent: optional(code),
});

export const successor = object<Successor>({ grid: optional(code), unit: optional(code), to: code });
