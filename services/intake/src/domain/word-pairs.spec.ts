import { pairsOf, pairsToFind, spanOf, type Pair } from './word-pairs.js';

const read = (pairs: readonly Pair[]): string[] => pairs.map((pair) => String.fromCodePoint(...pair));

describe('the pairs of a text', () => {
  it.each([
    ['管道漏水', ['管道', '道漏', '漏水']],
    ['漏水，路灯 坏', ['漏水', '路灯']],
    ['３号楼 ＷＡＴＥＲ', ['3号', '号楼', 'wa', 'at', 'te', 'er']],
    ['漏水漏水', ['漏水', '水漏']],
    ['𠮷野家', ['𠮷野', '野家']],
    ['a1，漏', ['a1']],
    ['！？', []],
  ])('%s', (text, pairs) => expect(read(pairsOf(text))).toEqual(pairs));

  it('come from all texts, but from none and the next together', () => {
    expect(read(pairsOf('漏水', undefined, '路灯'))).toEqual(['漏水', '路灯']);
  });
});

describe('words to look for', () => {
  it.each([
    ['漏水', ['漏水']],
    ['供水管', ['供水', '水管']],
    ['漏水 路灯', ['漏水', '路灯']],
    ['GB', ['gb']],
  ])('%s', (words, pairs) => expect(read(pairsToFind(words))).toEqual(pairs));

  it.each(['漏', '漏 水', '漏水 灯', '，。', ''])('are refused: "%s"', (words) => {
    expect(() => pairsToFind(words)).toThrow(expect.objectContaining({ code: 'input.invalid' }) as Error);
  });
});

describe('the span of an id', () => {
  it('counts up with time and changes every 37 hours', () => {
    const at = (ms: number): string => {
      const hex = ms.toString(16).padStart(12, '0');
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
    };
    expect(spanOf(at(0))).toBe(0);
    expect(spanOf(at(2 ** 27 - 1))).toBe(0);
    expect(spanOf(at(2 ** 27))).toBe(1);
    expect(spanOf(at(Date.parse('2026-03-02T01:00:00Z')))).toBe(13_205);
  });
});
