import type { Recorded } from '@gridwhistle/testing/redelivery';
import { GRID, URBAN, WATER } from '@gridwhistle/testing/small-district';
import fc from 'fast-check';
import { staffPlan } from '../test/district.js';
import { gated } from '../test/gated.js';
import { merged, mergers, opened } from '../test/mergers.js';
import { Month } from '../test/month.js';
import { deliveredMonths, STAFF } from '../test/months.js';
import { TIANMEN } from '../test/tianmen.js';
import { isAnswer, reportOf } from './domain/answer-fact.js';
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

const answersIn = (month: Month, events = month.events): Fact[] => refolded(events).filter(isAnswer);

it('names the unit of an answer that came before its result', () => {
  const month = new Month();
  month.answers(WATER, {}, 'reporter');
  expect(answersIn(month)).toMatchObject([{ kind: 'rating', unit: WATER }]);
});

it('leaves an answer that was given before any result to nobody, also where the result came first [answer 1]', () => {
  const month = new Month();
  const ticketId = opened(month);
  month.answer(ticketId, { solved: false }, 'hotline');
  month.resolve(ticketId, WATER);
  month.answer(ticketId, {}, 'hotline');
  const area = GRID.slice(0, 12);
  for (const events of [month.events, [...month.events].reverse()]) {
    expect(answersIn(month, events)).toMatchObject([
      { unit: null, area: null, fields: { solved: false } },
      { unit: WATER, area, fields: { solved: true } },
    ]);
  }
});

it('gives a merged reporter’s answer to the unit, the area and the ticket whose result it was [answer 3]', () => {
  const month = new Month();
  const { pairs } = mergers(month, WATER);
  const handled = new Map<string, string>(pairs);
  const answers = answersIn(month).filter(isAnswer);
  expect(answers).toHaveLength(pairs.length + 1);
  for (const answer of answers) {
    const { ticketId, unit, area } = answer;
    expect([ticketId, unit, area]).toEqual([handled.get(reportOf(answer)), WATER, GRID.slice(0, 12)]);
  }
});

it('leaves what was said of a ticket’s own result before its merge where it was', () => {
  const month = new Month();
  const [own, other] = [opened(month), opened(month)];
  month.resolve(own, URBAN);
  month.answer(own, { solved: false });
  merged(month, own, other);
  month.resolve(other, WATER);
  month.answer(own, {}, 'hotline');
  expect(answersIn(month)).toMatchObject([
    { kind: 'call-back', ticketId: other, unit: WATER },
    { kind: 'rating', ticketId: own, unit: URBAN },
  ]);
});
