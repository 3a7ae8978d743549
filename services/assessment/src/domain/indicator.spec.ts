import type { FactFields } from './fact.js';
import { count, scopeOf, worth, type Measure, type Tally } from './indicator.js';

const order = (times: number, fields: FactFields): Tally => ({ kind: 'order', of: 'unit', times, fields });

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

  it('counts what the unit answers for, or what lies in its area, never both [fact 3]', () => {
    const [own, around] = [order(1, {}), { ...order(2, {}), of: 'area' as const }];
    expect(count({ facts: 'order' }, [own, around])).toBe(1);
    expect(count({ facts: 'order', of: 'area' }, [own, around])).toBe(2);
  });

  it.each(['report', 'ticket'] as const)('counts a %s for the area that it lies in', (kind) => {
    expect([scopeOf({ facts: kind }), scopeOf({ facts: 'order' })]).toEqual(['area', 'unit']);
    expect(worth({ facts: kind }, { kind, of: 'area', fields: {} })).toBe(1);
  });

  it('does not count facts of another kind', () => {
    expect(worth({ facts: 'summons' }, order(1, {}))).toBe(0);
  });

  it('sums what a field counts; “basically satisfied” is 0.9, silence nothing', () => {
    const counts = { satisfied: 1, 'basically-satisfied': 0.9, dissatisfied: 0 };
    const measure: Measure = { facts: 'call-back', value: { field: 'satisfaction', counts } };
    const said = (times: number, satisfaction?: string): Tally => ({
      kind: 'call-back',
      of: 'unit',
      times,
      fields: satisfaction === undefined ? {} : { satisfaction },
    });
    expect(
      count(measure, [said(2, 'satisfied'), said(3, 'basically-satisfied'), said(5, 'dissatisfied'), said(7)]),
    ).toBe(4.7);
  });
});
