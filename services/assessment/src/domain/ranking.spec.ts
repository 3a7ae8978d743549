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
    expect(shown(listed(ranking, 'all', 2))).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect(shown(listed(ranking, 'top', 1)).map(([unit]) => unit)).toEqual(['b']);
    expect(shown(listed(ranking, 'bottom', 2)).map(([unit]) => unit)).toEqual(['e', 'c']);
    expect(listed(placed([of('a', null)]), 'bottom', 3)).toEqual([]);
  });

  it('has nobody on both lists, however few there are [ranking 2]', () => {
    const lists = (entries: typeof ranking) =>
      (['top', 'bottom'] as const).map((list) => listed(entries, list, 9).map(({ unit }) => unit));
    expect(lists(ranking)).toEqual([
      ['b', 'a'],
      ['e', 'c'],
    ]);
    expect(lists(placed([of('a', 1), of('b', 2), of('c', 3)]))).toEqual([['c', 'b'], ['a']]);
    expect(lists(placed([of('a', 1)]))).toEqual([['a'], []]);
  });
});
