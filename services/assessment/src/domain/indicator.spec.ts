import type { FactFields } from './fact.js';
import { count, rateOf, worth, type Indicator, type Measure, type Tally } from './indicator.js';

const order = (times: number, fields: FactFields): Tally => ({ kind: 'order', times, fields });

describe('a measure', () => {
  const late: Measure = { facts: 'order', where: { resolvedOnTime: false, role: ['lead', 'assist'] } };

  it('counts the facts whose fields all fit', () => {
    const tallies = [
      order(3, { resolvedOnTime: false, role: 'lead' }),
      order(4, { resolvedOnTime: true, role: 'lead' }),
    ];
    expect(count(late, tallies)).toBe(3);
  });

  it('does not count a field that is not decided, whatever value is asked for', () => {
    expect(worth({ facts: 'order', where: { resolvedOnTime: [true, false] } }, order(1, {}))).toBe(0);
  });

  it('does not count facts of another kind', () => {
    expect(worth({ facts: 'summons' }, order(1, {}))).toBe(0);
  });

  it('sums what a field counts; “basically satisfied” is 0.9, silence nothing', () => {
    const counts = { satisfied: 1, 'basically-satisfied': 0.9, dissatisfied: 0 };
    const measure: Measure = { facts: 'call-back', value: { field: 'satisfaction', counts } };
    const said = (times: number, satisfaction?: string): Tally => ({
      kind: 'call-back',
      times,
      fields: satisfaction === undefined ? {} : { satisfaction },
    });
    expect(
      count(measure, [said(2, 'satisfied'), said(3, 'basically-satisfied'), said(5, 'dissatisfied'), said(7)]),
    ).toBe(4.7);
  });
});

/** Tianmen, December 2016, as it was published (domain §5): the figures must come out of facts alone. */
describe('the published figures of Tianmen', () => {
  const events = (times: number, fields: FactFields) => order(times, { major: '01', ...fields });
  const components = (times: number, fields: FactFields) => order(times, { major: '99', ...fields });
  const facts: Tally[] = [
    events(731, { state: 'confirmed', resolvedOnTime: true }),
    events(171, { state: 'confirmed', resolvedOnTime: false }),
    events(54, { state: 'accepted', resolvedOnTime: false }),
    components(6, { state: 'confirmed', resolvedOnTime: true }),
    components(3, { state: 'resolved', resolvedOnTime: false }),
    components(7, { state: 'issued', resolvedOnTime: false }),
    events(20, { state: 'accepted' }),
    components(4, { state: 'issued' }),
  ];
  const due = { resolvedOnTime: [true, false] };
  const closed = { ...due, state: ['resolved', 'confirmed'] };
  const of = (numerator: Measure['where'], denominator: Measure['where']): Indicator => ({
    code: 'rate',
    weight: 100,
    better: 'high',
    numerator: { facts: 'order', where: numerator ?? {} },
    denominator: { facts: 'order', where: denominator ?? {} },
  });

  it('has 996 cases filed', () => expect(count({ facts: 'order' }, facts)).toBe(996));

  it.each([
    ['closing', of(closed, due), { numerator: 911, denominator: 972, rate: 0.9372 }],
    ['closing on time', of({ resolvedOnTime: true }, due), { numerator: 737, denominator: 972, rate: 0.7582 }],
    [
      'events',
      of({ ...closed, major: '01' }, { ...due, major: '01' }),
      { numerator: 902, denominator: 956, rate: 0.9435 },
    ],
    [
      'components',
      of({ ...closed, major: '99' }, { ...due, major: '99' }),
      { numerator: 9, denominator: 16, rate: 0.5625 },
    ],
  ])('has its rate of %s', (_name, indicator, rate) => expect(rateOf(indicator, facts)).toEqual(rate));
});
