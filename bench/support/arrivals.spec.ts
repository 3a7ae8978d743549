import { Arrivals } from './arrivals.js';

describe('arrivals', () => {
  it('are measured from the scheduled moment, whichever is known first', () => {
    const arrivals = new Arrivals();
    arrivals.accepted('a', 100);
    arrivals.came('a', 130);
    arrivals.came('b', 250);
    arrivals.accepted('b', 200);
    expect(arrivals.delays).toEqual([30, 50]);
    expect(arrivals).toMatchObject({ missing: 0, last: 250 });
  });

  it('that never came are slower than all others', () => {
    const arrivals = new Arrivals();
    arrivals.accepted('a', 0);
    arrivals.came('a', 10);
    arrivals.accepted('b', 0);
    expect(arrivals.missing).toBe(1);
    expect(arrivals.percentile(0.5)).toBe(10);
    expect(arrivals.percentile(0.99)).toBe(Infinity);
  });
});
