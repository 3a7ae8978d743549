import { readProfile, type ProfileDocument } from '@gridwhistle/registry';
import { GRID, OTHER_ROOM, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { areasOf, unitsOf, withGone, type ScoredUnit } from './scored-unit.js';

const VILLAGE = GRID.slice(0, 12);
const small = smallDistrict();
const plan = small.plans[0]!;
const [indicator] = plan.indicators;
const ofAreas = {
  ...plan,
  subjects: ['office' as const],
  tiers: ['township' as const],
  indicators: [{ ...indicator!, numerator: { facts: 'ticket' as const }, denominator: { facts: 'ticket' as const } }],
};

/** `plan`: what is scored of the district then and now. */
function across(before: ProfileDocument, after: ProfileDocument, of = plan): ScoredUnit[] {
  const [then, now] = [readProfile(before), readProfile(after)];
  return withGone(unitsOf(now, of), unitsOf(then, of), now);
}

const without = (...units: string[]): ProfileDocument => ({
  ...small,
  units: small.units.filter(({ code }) => !units.includes(code)),
});

const underOther = (): ProfileDocument => ({
  ...small,
  areas: small.areas.map((area) => (area.code === VILLAGE ? { ...area, parent: '522730002' } : area)),
  units: small.units.map((unit) => (unit.code === `${VILLAGE}-branch` ? { ...unit, parent: OTHER_ROOM } : unit)),
});

describe('the units of a period', () => {
  it('are those of now and those of its opening that are gone [period 6]', () => {
    const codes = across(small, without(URBAN)).map(({ code }) => code);
    expect(codes).toEqual(unitsOf(readProfile(small), plan).map(({ code }) => code));
    expect(across(without(URBAN), small).map(({ code }) => code)).toContain(WATER);
  });

  it('answer for areas where these lie now', () => {
    const areas = across(small, underOther(), ofAreas).map((unit) => [unit.code, areasOf(unit)?.includes(VILLAGE)]);
    expect(areas).toEqual([
      [ROOM, false],
      [OTHER_ROOM, true],
    ]);
  });
});
