import { Scene } from '../../test/scene.js';
import { wholeLimit } from './limits.js';

describe('limits in a row', () => {
  const { calendar } = new Scene().context().rules;
  const at = new Date('2026-03-02T01:00:00Z');

  it.each([
    [
      [
        { amount: 2, unit: 'work-day' },
        { amount: 3, unit: 'work-day' },
      ],
      { amount: 5, unit: 'work-day' },
    ],
    [
      [
        { amount: 4, unit: 'work-hour' },
        { amount: 2, unit: 'work-day' },
      ],
      { amount: 20, unit: 'work-hour' },
    ],
    [
      [
        { amount: 2, unit: 'emergency-hour' },
        { amount: 1, unit: 'natural-day' },
      ],
      { amount: 26, unit: 'emergency-hour' },
    ],
    [
      [
        { amount: 4, unit: 'work-hour' },
        { amount: 1, unit: 'natural-day' },
      ],
      { amount: 28, unit: 'emergency-hour' },
    ],
  ] as const)('%j make one', (limits, whole) => {
    expect(wholeLimit(limits, at, calendar)).toEqual(whole);
  });
});
