import type { Recorded } from '@gridwhistle/testing/redelivery';
import { GRID, URBAN, WATER } from '@gridwhistle/testing/small-district';
import fc from 'fast-check';
import { staffPlan } from '../test/district.js';
import { gated } from '../test/gated.js';
import { Month } from '../test/month.js';
import { deliveredMonths, STAFF } from '../test/months.js';
import { TIANMEN } from '../test/tianmen.js';
import { keyOf, type Fact } from './domain/fact.js';
import { scoreOf } from './domain/score.js';
import { tallied } from './domain/tally.js';
import { Refold } from './refold.js';

function refolded(events: readonly Recorded[]): Fact[] {
  const refold = new Refold();
  gated(events).forEach((happened) => refold.tell(happened));
  return refold.facts().sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const scored = (facts: readonly Fact[]) => [
  scoreOf(TIANMEN, tallied(facts, 'area'), []),
  ...[WATER, URBAN, GRID].map((unit) =>
    scoreOf(
      TIANMEN,
      tallied(
        facts.filter((fact) => fact.unit === unit),
        'unit',
      ),
      [],
    ),
  ),
  ...STAFF.map((person) =>
    scoreOf(
      staffPlan(),
      tallied(
        facts.filter((fact) => fact.person === person),
        'person',
      ),
      [],
    ),
  ),
];

it('gives the same facts and scores for any shuffle, repetition and delay of a month’s events [fact 4]', () => {
  fc.assert(
    fc.property(deliveredMonths, ([calm, wild]) => {
      expect(refolded(wild)).toEqual(refolded(calm));
      expect(scored(refolded(wild))).toEqual(scored(refolded(calm)));
    }),
    { numRuns: 50 },
  );
});

it('names the unit and the area of an answer that came before its result', () => {
  const month = new Month();
  month.answers(WATER, {}, 'reporter');
  expect(refolded(month.events).filter(({ kind }) => kind === 'call-back')).toMatchObject([{ unit: WATER }]);
});
