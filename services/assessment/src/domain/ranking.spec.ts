import { listed, placed } from './ranking.js';

const of = (unit: string, total: number | null) => ({ unit, total });
const ranking = placed([of('c', 80), of('d', null), of('b', 95), of('a', 80), of('e', 12.5)]);
const shown = (entries: typeof ranking) => entries.map(({ unit, place }) => [unit, place]);

describe('a ranking', () => {
  it('goes from the best down, equals share a place, and no cases have none [ranking 1]', () => {
    expect(shown(ranking)).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 2],
      ['e', 4],
      ['d', null],
    ]);
  });

  it('has a top and a bottom list, on which nobody stands without cases', () => {
    expect(listed(ranking, 'all')).toEqual(ranking);
    expect(listed(ranking, 'top').map(({ unit }) => unit)).toEqual(['b', 'a']);
    expect(listed(ranking, 'bottom').map(({ unit }) => unit)).toEqual(['e', 'c']);
    expect(listed(placed([of('a', null)]), 'bottom')).toEqual([]);
  });

  it('has nobody on both lists, however few there are [ranking 2]', () => {
    const lists = (entries: typeof ranking) =>
      (['top', 'bottom'] as const).map((list) => listed(entries, list).map(({ unit }) => unit));
    expect(lists(ranking)).toEqual([
      ['b', 'a'],
      ['e', 'c'],
    ]);
    expect(lists(placed([of('a', 1), of('b', 2), of('c', 3)]))).toEqual([['c', 'b'], ['a']]);
    expect(lists(placed([of('a', 1)]))).toEqual([['a'], []]);
  });
});
