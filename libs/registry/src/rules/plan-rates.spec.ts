import type { Measure } from '../plan.js';
import { isContained } from './plan-rates.js';

const answers = (more: Partial<Measure> = {}): Measure => ({ facts: 'call-back', ...more });
const counting = (counts: Record<string, number>) => ({ value: { field: 'satisfaction', counts } });
const basically = counting({ satisfied: 1, 'basically-satisfied': 0.9, dissatisfied: 0 });
const effective = { where: { effective: true } };
const content = ['satisfied', 'basically-satisfied'];

describe('a numerator is contained in its denominator', () => {
  it.each<[string, Measure, Measure]>([
    [
      'where it has every condition and more',
      answers({ where: { effective: true, solved: true } }),
      answers(effective),
    ],
    ['where one of several values is asked for', answers(effective), answers({ where: { effective: [true, false] } })],
    ['where it counts parts of cases', answers({ ...effective, ...basically }), answers(effective)],
    ['where what it counts is a condition', answers(basically), answers({ where: { satisfaction: content } })],
    ['where both count values, it the lesser', answers(counting({ satisfied: 0.5 })), answers(basically)],
    ['where it asks for what counts in full', answers({ where: { satisfaction: 'satisfied' } }), answers(basically)],
  ])('%s', (_where, part, whole) => expect(isContained(part, whole)).toBe(true));

  it.each<[string, Measure, Measure]>([
    ['of other facts', { facts: 'order' }, answers()],
    ['without a condition', answers(), answers(effective)],
    ['of more values', answers({ where: { round: [1, 2] } }), answers({ where: { round: 1 } })],
    [
      'that counts what the condition leaves out',
      answers(basically),
      answers({ where: { satisfaction: 'satisfied' } }),
    ],
    ['that counts a case for more', answers({ where: { satisfaction: content } }), answers(basically)],
    ['that counts any case in full', answers(), answers(basically)],
  ])('and not one %s', (_which, part, whole) => expect(isContained(part, whole)).toBe(false));
});
