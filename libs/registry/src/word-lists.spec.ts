import { WordLists } from './word-lists.js';

describe('word lists', () => {
  const lists = new WordLists([
    { code: 'burst', words: ['爆管', 'Burst Pipe'] },
    { code: 'flood', words: ['积水', '内涝'] },
  ]);

  it.each([
    [['路口自来水爆管了'], ['burst']],
    [
      ['积水', '爆管'],
      ['burst', 'flood'],
    ],
    [['ＢＵＲＳＴ　ＰＩＰＥ at the crossing'], ['burst']],
    [['水管裂了', undefined], []],
    [['爆', '管'], []],
    [[undefined], []],
  ])('of %j: %j', (texts, expected) => {
    expect(lists.in(...texts)).toEqual(expected);
  });

  it('may be none', () => {
    expect(new WordLists([]).in('爆管')).toEqual([]);
  });
});
