import type { Area, Box, Grid } from '@gridwhistle/registry';
import { isCommunity, isSubdistrict, type Place, type Sources, type Township } from './sources.js';
import { apportion, sum, tile } from './tiling.js';

/** County, townships and villages; each area is dispatched by its centre, room or party branch. */
export function areasOf({ district, townships }: Sources): Area[] {
  const area = (place: Place, level: string, dispatchingUnit: string, parent?: string): Area => ({
    code: place.code,
    name: { zh: place.zh, en: place.en },
    level,
    ...(parent === undefined ? {} : { parent }),
    dispatchingUnit,
  });
  return [
    area(district, 'county', `${district.code}-centre`),
    ...townships.flatMap((township) => [
      area(township, 'township', `${township.code}-room`, district.code),
      ...township.villages.map((village) => area(village, 'village', `${village.code}-branch`, township.code)),
    ]),
  ];
}

/** The counted grids, spread over the villages by weight and tiled into the box: made up, and marked so. */
export function gridsOf(sources: Sources): Grid[] {
  const villages = sources.townships.flatMap((township) => township.villages);
  const weights = sources.townships.flatMap((township) =>
    township.villages.map((village) => weightOf(township, village, sources)),
  );
  const counts = new Map(apportion(sources.grids, weights).map((count, index) => [villages[index]?.code, count]));
  const countOf = (village: Place) => counts.get(village.code) ?? 0;
  const townCount = (township: Township) => sum(township.villages.map(countOf));
  const boxes = tile(sources.box, sources.townships.map(townCount));
  return sources.townships.flatMap((township, index) => {
    const parts = tile(boxes[index] ?? sources.box, township.villages.map(countOf));
    return township.villages.flatMap((village, at) =>
      villageGrids(village, countOf(village), parts[at] ?? sources.box),
    );
  });
}

function villageGrids(village: Place, count: number, box: Box): Grid[] {
  const tiles = tile(box, Array<number>(count).fill(1));
  return tiles.map((tileBox, index) => ({
    code: `${village.code}${String(index + 1).padStart(3, '0')}`,
    name: { zh: `${village.zh}第${index + 1}网格`, en: `${village.en} Grid ${index + 1}` },
    area: village.code,
    box: tileBox,
    synthetic: true,
  }));
}

function weightOf(township: Township, village: Place, { weights }: Sources): number {
  if (!isCommunity(village)) return weights.village;
  return isSubdistrict(township) ? weights.subdistrictCommunity : weights.community;
}
