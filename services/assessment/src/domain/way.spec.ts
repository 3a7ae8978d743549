import { followed, unknownWay, wayKey, type Way } from './way.js';

const at = (hour: number): Date => new Date(`2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`);
const merge = (ticketId: string, mergedInto: string, hour: number): Way => ({
  ...unknownWay(ticketId),
  mergedInto,
  leftAt: at(hour),
});
const part = (ticketId: string, partOf: string): Way => ({ ...unknownWay(ticketId), partOf });
const waysOf = (...ways: Way[]) => new Map(ways.map((way) => [wayKey(way), way]));

describe('whose result a reporter speaks of', () => {
  it('is their own ticket’s until it is merged, then that of the last of the chain [answer 3]', () => {
    const ways = waysOf(merge('c', 'b', 2), merge('b', 'a', 4));
    expect([1, 2, 3, 4, 5].map((hour) => followed(ways, 'c', at(hour)))).toEqual(['c', 'b', 'b', 'a', 'a']);
    expect(followed(ways, 'other', at(5))).toBe('other');
  });

  it('is the whole’s of a part, and the part’s once its whole was withdrawn or merged', () => {
    const ways = waysOf(merge('b', 'part', 2), part('part', 'whole'), { ...unknownWay('whole'), leftAt: at(4) });
    expect([3, 4].map((hour) => followed(ways, 'b', at(hour)))).toEqual(['whole', 'part']);
    expect(followed(waysOf(merge('b', 'part', 2), part('part', 'whole')), 'b', at(3))).toBe('whole');
  });
});
