import type { Recorded } from '@gridwhistle/testing/redelivery';
import { URBAN, WATER } from '@gridwhistle/testing/small-district';
import fc from 'fast-check';
import { mergers, opened } from './mergers.js';
import { Month, type Course, type Work } from './month.js';

export const STAFF = ['p-1', 'p-2'];

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
  mergers(month, WATER);
  const early = opened(month);
  month.answer(early, { solved: false }, 'hotline');
  month.resolve(early, URBAN);
  month.answer(early, {}, 'centre');
  month.matter({ filed: false, end: 'dropped' });
  month.reopen(month.matter({ onTime: true, end: 'closed' }), '2026-04-05T09:00:00Z');
  some.forEach((course) => month.matter(course));
  more.forEach((work) => month.order(work));
  return month.events;
});

/** A month's events in order, and as they were delivered: in any order, some of them twice or more. */
export const deliveredMonths: fc.Arbitrary<[calm: readonly Recorded[], wild: Recorded[]]> = months.chain((events) => {
  const any = (list: readonly Recorded[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  const again = fc.array(fc.constantFrom(...events), { maxLength: events.length });
  return again.chain((repeated) => fc.tuple(fc.constant(events), any([...events, ...repeated])));
});
