import { smallDistrict, URBAN } from '@gridwhistle/testing/small-district';
import type { ProfileDocument } from '@gridwhistle/registry';

export { BRANCH, CENTRE, GRID, OTHER_GRID, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';

/** A place in GRID, and one outside the district. */
export const HERE: [number, number] = [106.95, 26.45];
export const ABROAD: [number, number] = [10, 50];

const [EAST, NORTH] = [106, 26];
const small = smallDistrict();

export const LEAKS = '0102';
export const LAMPS = '0103';

/** The small district where Chinese map coordinates mean something. */
export const district: ProfileDocument = {
  ...small,
  categories: [...small.categories, { code: LAMPS, name: { zh: '路灯', en: 'Street lamp' }, department: URBAN }],
  suggestions: { threshold: 0.8 },
  wordLists: [
    { code: 'burst', words: ['爆管', 'burst pipe'] },
    { code: 'flood', words: ['积水'] },
  ],
  grids: small.grids.map(({ box = [0, 0, 0, 0], ...grid }) => ({
    ...grid,
    box: [box[0] + EAST, box[1] + NORTH, box[2] + EAST, box[3] + NORTH],
  })),
};
