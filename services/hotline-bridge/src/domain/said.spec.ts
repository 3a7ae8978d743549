import { decideHardCase } from './mode.js';
import { askedAbout, refuseWhenClosed, refuseWhenResolved, refuseWithoutResult } from './said.js';

describe('a call-back', () => {
  it.each([
    ['of a matter that nobody has', 'reported', 0, undefined, { round: 1, hasResult: false }],
    ['before the first result', 'assigned', 1, undefined, { round: 1, hasResult: false }],
    ['of the first result', 'resolved', 1, undefined, { round: 1, hasResult: true }],
    ['after the closing', 'closed', 2, undefined, { round: 2, hasResult: true }],
    ['late, when the matter is handled again', 'assigned', 2, undefined, { round: 1, hasResult: true }],
    ['late, by name', 'resolved', 3, 1, { round: 1, hasResult: true }],
    ['of a result that is not known yet', 'assigned', 2, 2, { round: 2, hasResult: false }],
    ['while the matter is put off', 'suspended', 1, undefined, { round: 1, hasResult: false }],
  ] as const)('%s is about the result that is meant [hotline 4]', (_what, state, round, named, expected) => {
    expect(askedAbout({ state, round }, named)).toEqual(expected);
  });
});

describe('what is over', () => {
  it.each(['reported', 'assigned', 'suspended', 'resolved'] as const)('is not what is %s', (state) => {
    expect(() => refuseWhenClosed({ state, round: 1 })).not.toThrow();
  });

  it('is neither pressed for nor withdrawn [hotline 5]', () => {
    expect(() => refuseWhenClosed({ state: 'closed', round: 1 })).toThrow('the order is closed');
  });
});

describe('what an export says of a result', () => {
  it('is left for a later one where there is no result yet [hotline 8]', () => {
    expect(() => refuseWithoutResult({ round: 1, hasResult: true })).not.toThrow();
    expect(() => refuseWithoutResult({ round: 1, hasResult: false })).toThrow('there is no result of round 1 yet');
  });
});

describe('what has a result', () => {
  it.each(['reported', 'assigned', 'suspended'] as const)('is not what is %s', (state) => {
    expect(() => refuseWhenResolved({ state, round: 1 })).not.toThrow();
  });

  it('is not withdrawn [hotline 6]', () => {
    expect(() => refuseWhenResolved({ state: 'resolved', round: 1 })).toThrow('the order has a result');
  });
});

describe('what starts with the centre', () => {
  it.each([
    ['hard-cases', undefined, true],
    ['hard-cases', true, true],
    ['everything', undefined, false],
    ['everything', false, false],
    ['everything', true, true],
  ] as const)('in the mode %s, an order that says %s: %s', (mode, named, expected) => {
    expect(decideHardCase(mode, named)).toBe(expected);
  });

  it('is refused where only hard cases come and it says that it is none [hotline 3]', () => {
    expect(() => decideHardCase('hard-cases', false)).toThrow('hard cases only');
  });
});
