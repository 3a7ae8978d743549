import type { Grid, Unit } from '@gridwhistle/registry';
import type { Tier, UnitKind } from '@gridwhistle/kernel';
import type { Place, Sources, Township } from './sources.js';

/** A unit for every area and grid, and the desks of every township; departments are written by hand. */
export function unitsOf({ district, desks, townships }: Sources, grids: readonly Grid[]): Unit[] {
  const centre = unit(`${district.code}-centre`, 'centre', 'district', district, '社会治理中心', 'Governance Centre');
  return [
    centre,
    ...townships.flatMap((township) => townshipUnits(township, desks, centre.code)),
    ...grids.map((grid) => gridUnit(grid)),
  ];
}

function townshipUnits(township: Township, desks: readonly Place[], centre: string): Unit[] {
  const room = unit(
    `${township.code}-room`,
    'office',
    'township',
    township,
    '综合治理指挥室',
    'Governance Room',
    centre,
  );
  return [
    room,
    ...desks.map(({ code, zh, en }) =>
      unit(`${township.code}-desk-${code}`, 'desk', 'township', township, zh, en, room.code),
    ),
    ...township.villages.map((village) =>
      unit(`${village.code}-branch`, 'office', 'village', village, '党支部', 'Party Branch', room.code),
    ),
  ];
}

function unit(code: string, kind: UnitKind, tier: Tier, at: Place, zh: string, en: string, parent?: string): Unit {
  const name = { zh: `${at.zh}${zh}`, en: `${at.en} ${en}` };
  return { code, name, kind, tier, area: at.code, ...(parent === undefined ? {} : { parent }) };
}

const gridUnit = ({ code, name, area }: Grid): Unit => ({
  code,
  name,
  kind: 'grid',
  tier: 'grid',
  area,
  parent: `${area}-branch`,
});
