import type { Recorded } from '@gridwhistle/testing/redelivery';
import { GRID, URBAN, WATER } from '@gridwhistle/testing/small-district';
import fc from 'fast-check';
import { staffPlan } from '../test/district.js';
import { gated } from '../test/gated.js';
import { Month, type Course, type Work } from '../test/month.js';
import { TIANMEN } from '../test/tianmen.js';
import { keyOf, type Fact } from './domain/fact.js';
import { scoreOf } from './domain/score.js';
import { tallied } from './domain/tally.js';
import { Refold } from './refold.js';

const STAFF = ['p-1', 'p-2'];
const courses: fc.Arbitrary<Course> = fc.record(
  {
    extendedTo: fc.constant('2026-04-02T09:00:00Z'),
    suspendedUntil: fc.constant('2026-05-01T01:00:00Z'),
    onTime: fc.boolean(),
    end: fc.constantFrom('resolved', 'closed'),
  },
  { requiredKeys: [] },
);
const works: fc.Arbitrary<Work> = fc.record(
  {
    unit: fc.constantFrom(WATER, URBAN),
    origin: fc.constantFrom('route', 'redo', 'claim'),
    acceptedOnTime: fc.boolean(),
    takenBy: fc.constantFrom(...STAFF),
    forwardedBy: fc.constantFrom(...STAFF),
    resolvedOnTime: fc.boolean(),
  },
  { requiredKeys: ['unit'] },
);

/** A month with everything in it, and matters and orders that go any way. */
const months = fc.tuple(fc.array(courses, { maxLength: 8 }), fc.array(works, { maxLength: 8 })).map(([some, more]) => {
  const month = new Month();
  month.whistle(WATER, URBAN, true);
  month.answers(WATER, { satisfaction: 'basically-satisfied' }, 'reporter');
  month.answers(URBAN, { solved: false }, 'centre');
  month.matter({ filed: false, end: 'dropped' });
  month.reopen(month.matter({ onTime: true, end: 'closed' }), '2026-04-05T09:00:00Z');
  some.forEach((course) => month.matter(course));
  more.forEach((work) => month.order(work));
  return month.events;
});

/** Delivered in any order, some of them twice or more. */
const delivered = months.chain((events) => {
  const any = (list: readonly Recorded[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  const again = fc.array(fc.constantFrom(...events), { maxLength: events.length });
  return again.chain((repeated) => fc.tuple(fc.constant(events), any([...events, ...repeated])));
});

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
    fc.property(delivered, ([calm, wild]) => {
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
