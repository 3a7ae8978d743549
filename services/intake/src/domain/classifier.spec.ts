import { Classifier, emptyLesson, sharesOf, teach } from './classifier.js';
import { BUCKETS, gramsOf } from './grams.js';
import { fifthOf } from './held-back.js';
import { byKeywords } from './keywords.js';
import { Tally } from './measuring.js';

const said = (text: string, title?: string) => gramsOf({ title, text });

describe('the grams of a text', () => {
  it('are its characters and each two beside each other, as often as they stand there', () => {
    expect(said('漏水').size).toBe(3);
    expect([...said('漏水漏水').values()].sort()).toEqual([1, 2, 2, 2]);
    expect(said('漏水，').size).toBe(3);
  });

  it('count more from a title', () => {
    expect([...said('', '水').values()]).toEqual([3]);
  });

  it('lie within the buckets, also those beyond the first plane', () => {
    const buckets = [...said('𠮷野家 ＷＡＴＥＲ 漏水').keys()];
    expect(buckets.every((bucket) => Number.isInteger(bucket) && bucket >= 0 && bucket < BUCKETS)).toBe(true);
  });
});

describe('a classifier', () => {
  const lesson = emptyLesson(['lamp', 'leak']);
  for (const text of ['路灯不亮', '路灯坏了', '街灯不亮']) teach(lesson, 'lamp', said(text));
  for (const text of ['水管漏水', '管道漏水', '水管爆裂']) teach(lesson, 'leak', said(text));
  const classifier = new Classifier(lesson, 20);

  it.each([
    ['村口路灯不亮', 'lamp'],
    ['小区水管漏水', 'leak'],
  ])('knows %s', (text, label) => {
    const guess = classifier.guess(said(text));
    expect(guess?.label).toBe(label);
    expect(guess?.confidence).toBeGreaterThan(0.9);
  });

  it('is less sure of a text that says something of both', () => {
    const sureOf = (text: string): number => classifier.guess(said(text))?.confidence ?? 0;
    expect(sureOf('路灯水管')).toBeLessThan(sureOf('路灯不亮'));
    expect(sureOf('路灯水管')).toBeLessThan(sureOf('水管漏水'));
  });

  it('says nothing of a text of which it has seen nothing', () => {
    expect(classifier.guess(said('噪声'))).toBeUndefined();
    expect(classifier.guess(said(''))).toBeUndefined();
  });

  it('learns nothing of a class that is not in its lesson', () => {
    const before = lesson.counts.map((own) => own.slice());
    teach(lesson, 'noise', said('夜间施工噪声'));
    expect(lesson.counts).toEqual(before);
  });

  it('shares its confidence out, however far apart the scores are', () => {
    const shares = sharesOf(Float64Array.of(1000, -1000, 999), 5);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(shares[1]).toBe(0);
  });
});

describe('figures', () => {
  it('give a class of few texts as much weight as one of many', () => {
    const tally = new Tally();
    for (let n = 0; n < 8; n += 1) tally.add('a', 'a');
    tally.add('b', 'a');
    tally.add('b', 'b');
    expect(tally.accuracy).toBeCloseTo(0.9);
    expect(tally.classes()).toMatchObject([
      { label: 'a', texts: 8, precision: 8 / 9, recall: 1 },
      { label: 'b', texts: 2, precision: 1, recall: 0.5 },
    ]);
    expect(tally.macroF1).toBeCloseTo((16 / 17 + 2 / 3) / 2);
  });

  it('count a guess that was not made as wrong', () => {
    const tally = new Tally();
    tally.add('a', undefined);
    expect(tally.macroF1).toBe(0);
  });

  it('come from a fifth that hangs on the id alone', () => {
    const fifths = Array.from({ length: 5_000 }, (_, n) => fifthOf(`019a1b2c-3d4e-7f50-8a6b-${n}`));
    const sizes = [0, 1, 2, 3, 4].map((fifth) => fifths.filter((each) => each === fifth).length);
    expect(Math.min(...sizes)).toBeGreaterThan(850);
    expect(fifthOf('24')).toBe(fifthOf('24'));
  });

  it('stand beside what key words say: the class with the most of them', () => {
    const keywords = new Map([
      ['school', ['学校', '老师']],
      ['road', ['公交', '车站', '学校']],
    ]);
    expect(byKeywords(keywords, '学校门口', '公交车站')).toBe('road');
    expect(byKeywords(keywords, undefined, '学校')).toBe('school');
    expect(byKeywords(keywords, '油烟')).toBeUndefined();
  });
});
