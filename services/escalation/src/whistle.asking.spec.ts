import { Profile } from '@gridwhistle/registry';
import { BRANCH, CENTRE, COUNTY, HOUSING, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { whistleRules } from './whistle.asking.js';

const [CITY, CITY_CENTRE, CITY_WATER] = ['5227', '5227-centre', '5227-water'];
const KIND = 'difficult-problem';
const small = smallDistrict();
const name = { zh: '市', en: 'City' };

/** The small county as one of a city, which has a water department of its own; housing is the city's too. */
const city = new Profile({
  ...small,
  district: { ...small.district, code: CITY },
  areas: [
    { code: CITY, name, level: 'city', dispatchingUnit: CITY_CENTRE },
    ...small.areas.map((area) => (area.code === COUNTY ? { ...area, parent: CITY } : area)),
  ],
  units: [
    { code: CITY_CENTRE, name, kind: 'centre', tier: 'district', area: CITY },
    { code: CITY_WATER, name, kind: 'department', tier: 'district', area: CITY, parent: CITY_CENTRE },
    ...small.units.map((unit) => (unit.code === HOUSING ? { ...unit, area: CITY, parent: CITY_CENTRE } : unit)),
  ],
});

describe('whom a township may summon', () => {
  it.each([
    [WATER, true],
    [CITY_WATER, false],
    [HOUSING, false],
    [CENTRE, false],
    [ROOM, false],
    ['nobody', false],
  ])('in a city: %s %s', (unit, allowed) => {
    expect(whistleRules(city).isDepartment(unit, ROOM)).toBe(allowed);
  });

  it('in a county each of its departments', () => {
    expect([WATER, HOUSING].map((unit) => whistleRules(new Profile(small)).isDepartment(unit, ROOM))).toEqual([
      true,
      true,
    ]);
  });

  it('is asked for by offices of the tiers that the kind names', () => {
    expect([ROOM, BRANCH, 'nobody'].map((unit) => whistleRules(city).mayAsk(KIND, unit))).toEqual([true, false, false]);
  });
});
