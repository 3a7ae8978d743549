import { percentile } from './percentiles.js';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 50],
    [0.95, 95],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('%s of 1 … 100 in any order is %s', (share, value) => expect(percentile(hundred, share)).toBe(value));

  it('of few values is the largest when the share asks for it', () => {
    expect(percentile([3, 1, 2], 0.99)).toBe(3);
    expect(percentile([7], 0.5)).toBe(7);
  });

  it('of no values is no number', () => expect(percentile([], 0.5)).toBeNaN());

  it('leaves the values as they are', () => {
    const values = [2, 1];
    percentile(values, 0.5);
    expect(values).toEqual([2, 1]);
  });
});
