import { pauseAfter, settlementOf } from './delivery.js';

describe("the hotline's answer", () => {
  it.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [301, 'retry'],
    [400, 'parked'],
    [404, 'parked'],
    [422, 'parked'],
    [408, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
  ] as const)('%d means %s', (status, settlement) => expect(settlementOf(status)).toBe(settlement));

  it('makes the pauses longer, up to ten seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 500].map(pauseAfter)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  });
});
