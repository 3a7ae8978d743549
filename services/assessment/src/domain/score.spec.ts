import type { FactFields } from './fact.js';
import type { Tally } from './indicator.js';
import { scoreOf, type ScoringPlan } from './score.js';

const plan: ScoringPlan = {
  indicators: [
    {
      code: 'on-time',
      weight: 60,
      better: 'high',
      numerator: { facts: 'order', where: { resolvedOnTime: true } },
      denominator: { facts: 'order', where: { resolvedOnTime: [true, false] } },
    },
    {
      code: 'returns',
      weight: 30,
      better: 'low',
      numerator: { facts: 'order', where: { returned: true } },
      denominator: { facts: 'order' },
    },
    {
      code: 'satisfied',
      weight: 10,
      better: 'high',
      numerator: { facts: 'call-back', value: { field: 'said', counts: { yes: 1, nearly: 0.9 } } },
      denominator: { facts: 'call-back' },
    },
  ],
  thresholds: [
    { code: 'good', from: 80 },
    { code: 'poor', from: 0 },
  ],
  proposalCap: 5,
};
const order = (times: number, fields: FactFields): Tally => ({ kind: 'order', of: 'unit', times, fields });
const [inTime, late] = [
  { resolvedOnTime: true, returned: false },
  { resolvedOnTime: false, returned: true },
];

describe('a score', () => {
  it('shows every figure with its formula, and leaves out what has no cases [plan 3]', () => {
    const score = scoreOf(plan, [order(2, inTime), order(1, late)], []);
    expect(score.indicators.map(({ formula, points, rate }) => [formula, points, rate])).toEqual([
      ['60 × 2 ÷ 3 = 40', 40, 0.6667],
      ['30 × (1 − 1 ÷ 3) = 20', 20, 0.3333],
      ['no cases', null, null],
    ]);
    expect(score).toMatchObject({ base: 66.67, deduction: 0, total: 66.67, grade: 'poor' });
  });

  it('of a unit without any case is no score, neither 0 nor 100', () => {
    expect(scoreOf(plan, [], [3])).toMatchObject({ base: null, total: null, grade: null });
  });

  it('loses what was proposed, never more than the cap and never below zero', () => {
    expect(scoreOf(plan, [order(1, inTime)], [1.5, 1])).toMatchObject({ base: 100, deduction: 2.5, total: 97.5 });
    expect(scoreOf(plan, [order(1, inTime)], [4, 4])).toMatchObject({ deduction: 5, total: 95, grade: 'good' });
    expect(scoreOf(plan, [order(1, late)], [4])).toMatchObject({ base: 0, total: 0, grade: 'poor' });
  });

  const rule = { measure: { facts: 'order' }, each: 0.4, cap: 1 } as const;
  const ruled = (kind: 'bonus' | 'deduction', where: FactFields): ScoringPlan => ({
    ...plan,
    adjustments: [{ ...rule, code: 'rule', kind, measure: { facts: 'order', where } }],
  });

  it('gains and loses so many points for each case, up to the cap of the rule [plan 4]', () => {
    const loss = (times: number) =>
      scoreOf(ruled('deduction', { returned: true }), [order(times, late), order(9, inTime)], []);
    expect(loss(2).adjustments).toMatchObject([{ times: 2, points: -0.8, formula: 'min(1, 0.4 × 2) = 0.8' }]);
    expect(loss(3).adjustments).toMatchObject([{ times: 3, points: -1, formula: 'min(1, 0.4 × 3) = 1' }]);
    expect(loss(2).total).toBeCloseTo((loss(2).base ?? 0) - 0.8, 10);
    const gain = scoreOf(ruled('bonus', { returned: false }), [order(9, inTime)], [0.5]);
    expect(gain).toMatchObject({
      base: 100,
      adjustments: [{ points: 1 }],
      deduction: 0.5,
      total: 100.5,
      grade: 'good',
    });
  });

  it('is none without cases, whatever rules of points fit, and never below zero', () => {
    expect(scoreOf(ruled('bonus', {}), [], [])).toMatchObject({ total: null, adjustments: [{ times: 0, points: 0 }] });
    expect(scoreOf(ruled('deduction', {}), [order(9, late)], [])).toMatchObject({ base: 0, total: 0 });
  });

  it('never gives more than the weight when a plan lets the numerator outgrow the denominator', () => {
    const [first] = plan.indicators;
    const odd = { ...plan, indicators: [{ ...first!, numerator: { facts: 'order' as const } }] };
    expect(scoreOf(odd, [order(1, inTime), order(9, {})], [])).toMatchObject({ base: 100 });
  });
});
