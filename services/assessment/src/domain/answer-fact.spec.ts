import { answerFact, placed } from './answer-fact.js';
import { unknownRound } from './round.js';

const key = { ticketId: 'a', round: 1 };
const resolvedAt = new Date('2026-03-02T01:07:20Z');
const round = { ...unknownRound(key), unit: 'water', area: '522730001001', resolvedAt };
const given = (at: string) =>
  answerFact({ ticketId: 'b', round: 1, satisfaction: 'satisfied', solved: true }, { sequence: 2, at: new Date(at) });

describe('an answer', () => {
  it('is of the unit and the area whose result was there when it was given [answer 1]', () => {
    const of = (at: string) => {
      const { ticketId, unit, area } = placed(given(at), key, round);
      return [ticketId, unit, area];
    };
    expect(of('2026-03-02T01:04:53Z')).toEqual(['a', null, null]);
    expect(of('2026-03-02T01:07:20Z')).toEqual(['a', 'water', '522730001001']);
  });

  it('is nobody’s while there is no result, wherever the round is handled', () => {
    const handled = { ...unknownRound(key), area: '522730001001' };
    expect(placed(given('2026-03-02T02:00:00Z'), key, handled)).toMatchObject({ unit: null, area: null });
    expect(placed(given('2026-03-02T02:00:00Z'), key, undefined)).toMatchObject({ unit: null, area: null });
  });
});
