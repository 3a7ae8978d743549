import { markOf } from './mark.js';

const rate = { what: 'rate', unit: '/s', floor: 100, stretch: 300, better: 'higher' } as const;
const delay = { what: 'delay', unit: 'ms', floor: 150, stretch: 80, better: 'lower' } as const;

describe('a mark', () => {
  it.each([
    [99.9, 'missed'],
    [100, 'floor'],
    [299, 'floor'],
    [300, 'stretch'],
    [NaN, 'missed'],
  ])('of a rate of %s is %s', (value, mark) => expect(markOf({ ...rate, value })).toBe(mark));

  it.each([
    [151, 'missed'],
    [150, 'floor'],
    [80, 'stretch'],
    [0, 'stretch'],
    [NaN, 'missed'],
    [Infinity, 'missed'],
  ])('of a delay of %s is %s', (value, mark) => expect(markOf({ ...delay, value })).toBe(mark));

  it('of what must not happen at all is missed when it happens once', () => {
    const errors = { what: 'errors', unit: '', floor: 0, stretch: 0, better: 'lower' } as const;
    expect([0, 1].map((value) => markOf({ ...errors, value }))).toEqual(['stretch', 'missed']);
  });
});
