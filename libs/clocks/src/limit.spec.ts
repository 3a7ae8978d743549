import { DomainError } from '@gridwhistle/kernel';
import { limitProblems, parseLimit } from './limit.js';
import { HOUR_MS } from './local-time.js';
import { limitMs } from './measure.js';
import { officeCalendar } from './state-council.js';

const calendar = officeCalendar([{ from: '09:00', to: '16:30' }]);

describe('a limit', () => {
  it.each([
    [{ amount: 2, unit: 'emergency-hour' }, 2],
    [{ amount: 0.25, unit: 'work-hour' }, 0.25],
    ['2 work-day', 15],
    ['0.5 work-day', 3.75],
    ['1 natural-day', 24],
  ])('%j is worth %s hours of its own measure', (input, hours) => {
    expect(limitMs(parseLimit(input), calendar)).toBe(hours * HOUR_MS);
  });

  it.each([
    ['2天', ['limit']],
    ['2', ['limit']],
    [2, ['limit']],
    [null, ['limit']],
    [undefined, ['limit']],
    ['0 work-day', ['limit.amount']],
    ['2 work-month', ['limit.unit']],
    [{}, ['limit.amount', 'limit.unit']],
    [{ amount: -1, unit: 'day' }, ['limit.amount', 'limit.unit']],
    [{ amount: '2', unit: 'work-day' }, ['limit.amount']],
    [{ amount: NaN, unit: 'work-day' }, ['limit.amount']],
    [{ amount: 1e9, unit: 'work-day' }, ['limit.amount']],
  ])('%j is refused at %j', (input, fields) => {
    expect(limitProblems(input).map(({ field }) => field)).toEqual(fields);
    expect(() => parseLimit(input)).toThrow(DomainError);
  });

  it('names its place in the profile', () => {
    const problems = limitProblems('2 days', 'standards.3.limit');
    expect(problems).toEqual([
      { field: 'standards.3.limit', message: "a limit is { amount, unit } or text such as '2 work-day'" },
    ]);
  });
});
