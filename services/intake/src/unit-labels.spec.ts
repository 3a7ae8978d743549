import { Profile } from '@gridwhistle/registry';
import { BRANCH, CENTRE, DESK, GRID, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { isAsSuggested, labelOfUnit, unitOfLabel } from './unit-labels.js';

const profile = new Profile(smallDistrict());
const OTHER_VILLAGE_GRID = '522730002001001';

describe('what is learnt of a unit', () => {
  it.each([
    ['a department', WATER, WATER],
    ['a grid', GRID, 'grid'],
    ['a village', BRANCH, 'village'],
    ['a township', ROOM, 'township'],
    ["a township's desk", DESK, 'township'],
    ['the centre', CENTRE, undefined],
    ['a unit that is gone', '522730-gone', undefined],
    ['nobody', null, undefined],
  ])('of %s', (_what, unit, label) => expect(labelOfUnit(unit, profile)).toBe(label));

  it.each([
    ['a department, wherever it is', WATER, undefined, WATER],
    ["the place's own grid", 'grid', OTHER_VILLAGE_GRID, OTHER_VILLAGE_GRID],
    ["the place's village", 'village', GRID, BRANCH],
    ["the place's township", 'township', GRID, ROOM],
    ['nobody where the place is not known', 'grid', undefined, undefined],
    ['nobody where the grid is gone', 'village', '522730009009009', undefined],
    ['nobody where the department is gone', '522730-gone', GRID, undefined],
  ])('means %s', (_what, label, grid, unit) => expect(unitOfLabel(label, grid, profile)).toBe(unit));

  it.each([
    ['the department itself', WATER, WATER, true],
    ['another department', WATER, URBAN, false],
    ['a department that is gone since', '522730-gone', '522730-gone', true],
    ["another place's grid", GRID, OTHER_VILLAGE_GRID, true],
    ["a desk of the township's", ROOM, DESK, true],
    ['a tier above', GRID, BRANCH, false],
    ['the centre', ROOM, CENTRE, false],
  ])('is what was suggested where it is %s [suggestion 4]', (_what, suggested, unit, is) => {
    expect(isAsSuggested(suggested, unit, profile)).toBe(is);
  });
});
