import { linesOf, type Version } from './suggestions.js';

const figures = {
  ...{ learnt: 80, examined: 20, macroF1: 0.9, accuracy: 0.9, majority: 0.3, keywords: 0.5 },
  ...{ classes: [], reach: [] },
};
const version: Version = {
  ...{ version: 3, state: 'ready', askedAt: '2026-03-02T01:00:00Z', texts: 100, done: 100 },
  ...{ figures, unitFigures: null, inForceSince: null },
};

describe('a version that was learnt', () => {
  it('says that units are not learnt, and what it takes', () => {
    expect(linesOf(version).at(-1)).toMatch(
      /^units are not learnt: it takes two departments or tiers .* 5 tickets each, 50/,
    );
  });

  it('says nothing of the kind where they are, and of what is not learnt yet', () => {
    const said = [linesOf({ ...version, unitFigures: figures }), linesOf({ ...version, figures: null })];
    expect(said.flat().filter((line) => line.includes('not learnt'))).toEqual([]);
  });
});
