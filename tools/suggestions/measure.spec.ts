import { DomainError } from '@gridwhistle/kernel';
import type { Line } from '../replay/lines.js';
import { measure } from './measure.js';

const SAID = {
  教育文体: ['幼儿园老师收费太高', '小学招生名额不公平', '中学补课收费', '学校食堂饭菜差'],
  环境保护: ['工厂夜里排放废气', '河道污水很臭', '工地扬尘没人管', '烧烤店油烟扰民'],
};

const lines = (classes: readonly (keyof typeof SAID)[], each: number): Line[] =>
  classes.flatMap((category, at) =>
    Array.from({ length: each }, (_, n) => {
      const number = at * each + n + 1;
      const text = `${SAID[category][n % 4]}，第${n}次反映`;
      return { number, id: String(number), title: '', text, user: undefined, category, twinOf: undefined };
    }),
  );

const refusalOf = (all: readonly Line[]): string => {
  try {
    measure(all);
    return 'none';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};

describe('a measurement', () => {
  it('tells classes apart by their words, where the largest class tells nothing', () => {
    const figures = measure(lines(['教育文体', '环境保护'], 60))?.figures;
    expect(figures).toMatchObject({ macroF1: 1, accuracy: 1 });
    expect(figures?.majority).toBeLessThan(0.5);
    expect((figures?.learnt ?? 0) + (figures?.examined ?? 0)).toBe(120);
  });

  it('learns nothing of what it is measured on', () => {
    const all = lines(['教育文体', '环境保护'], 60);
    const figures = measure(all)?.figures;
    expect(figures?.examined).toBeGreaterThan(10);
    expect(figures?.learnt).toBe(120 - (figures?.examined ?? 0));
  });

  it('is the same for the same lines', () => {
    const all = lines(['教育文体', '环境保护'], 60);
    expect(measure(all)?.figures).toEqual(measure([...all].reverse())?.figures);
  });

  it.each([
    ['one class', lines(['教育文体'], 120), 'suggestion.one-class'],
    ['too few lines', lines(['教育文体', '环境保护'], 20), 'suggestion.too-few'],
    [
      'a second class of a line or two',
      [...lines(['教育文体'], 120), ...lines(['环境保护'], 2)],
      'suggestion.one-class',
    ],
  ])('is refused with %s', (_what, all, code) => expect(refusalOf(all)).toBe(code));
});
