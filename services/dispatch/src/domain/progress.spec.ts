import { progressOf, type Tally } from './progress.js';

const PARENTS: Record<string, string | undefined> = { county: undefined, east: 'county', west: 'county', mill: 'east' };

const pathOf = (area: string): string[] => {
  const parent = PARENTS[area];
  return parent === undefined ? [area] : [area, ...pathOf(parent)];
};
const places = {
  pathOf: (area: string) => (area in PARENTS ? pathOf(area) : []),
  childrenOf: (area: string) => Object.keys(PARENTS).filter((each) => PARENTS[each] === area),
};
const tallies: Tally[] = [
  { area: 'county', state: 'confirmed', count: 1 },
  { area: 'east', state: 'signed', count: 2 },
  { area: 'mill', state: 'signed', count: 3 },
  { area: 'mill', state: 'sent-back', count: 4 },
  { area: 'gone', state: 'issued', count: 9 },
];
const none = { issued: 0, signed: 0, reported: 0, sentBack: 0, confirmed: 0, void: 0 };

describe('the progress of a directive', () => {
  it('sums what lies below, for an area and each next below it that has any', () => {
    expect(progressOf(tallies, 'county', places)).toEqual({
      counts: { ...none, confirmed: 1, signed: 5, sentBack: 4 },
      below: [{ area: 'east', counts: { ...none, signed: 5, sentBack: 4 } }],
    });
    expect(progressOf(tallies, 'mill', places)).toEqual({ counts: { ...none, signed: 3, sentBack: 4 }, below: [] });
  });
});
