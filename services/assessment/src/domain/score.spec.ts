import fc from 'fast-check';
import type { Fact, FactFields } from './fact.js';
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
const order = (times: number, fields: FactFields): Tally => ({ kind: 'order', times, fields });
const [inTime, late] = [
  { resolvedOnTime: true, returned: false },
  { resolvedOnTime: false, returned: true },
];

describe('a score', () => {
  it('shows every figure with its formula, and leaves out what has no cases', () => {
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

  it('never gives more than the weight when a plan lets the numerator outgrow the denominator', () => {
    const [first] = plan.indicators;
    const odd = { ...plan, indicators: [{ ...first!, numerator: { facts: 'order' as const } }] };
    expect(scoreOf(odd, [order(1, inTime), order(9, {})], [])).toMatchObject({ base: 100 });
  });
});

const someFact: fc.Arbitrary<Fact> = fc.record({
  kind: fc.constantFrom('order', 'call-back'),
  id: fc.nat(40).map(String),
  ticketId: fc.constant('t'),
  unit: fc.constant('522730-water'),
  countsAt: fc.constant(new Date(0)),
  settledAt: fc.constant(null),
  fields: fc.oneof(
    fc.record({ resolvedOnTime: fc.boolean(), returned: fc.boolean() }),
    fc.record({ said: fc.constantFrom('yes', 'nearly', 'no') }),
  ),
});

/** As the store keeps and groups them: one row per fact, like ones counted together. */
function tallied(facts: readonly Fact[]): Tally[] {
  const rows = new Map(facts.map((fact) => [`${fact.kind}/${fact.id}`, fact]));
  const groups = new Map<string, Tally>();
  for (const { kind, fields } of rows.values()) {
    const key = `${kind}/${JSON.stringify(fields)}`;
    groups.set(key, { kind, fields, times: (groups.get(key)?.times ?? 0) + 1 });
  }
  return [...groups.values()];
}

it('is the same for any order and repetition of a month’s facts', () => {
  const month = fc.uniqueArray(someFact, { selector: ({ kind, id }) => `${kind}/${id}`, minLength: 1 });
  const replayed = month.chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.shuffledSubarray(facts, { minLength: facts.length }),
      fc.array(fc.constantFrom(...facts)),
    ),
  );
  fc.assert(
    fc.property(replayed, ([facts, shuffled, repeated]) => {
      expect(scoreOf(plan, tallied([...repeated, ...shuffled]), [])).toEqual(scoreOf(plan, tallied(facts), []));
    }),
  );
});
