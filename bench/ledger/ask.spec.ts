import { checkCount } from './ask.js';

const page = (count: number, countIsExact: boolean) => ({ count, countIsExact, items: [] });

describe('a count', () => {
  it.each([
    [0, page(0, true)],
    [10_000, page(10_000, true)],
    [10_001, page(10_000, false)],
    [1_000_000, page(10_000, false)],
  ])('of %s is right', (fits, answer) => expect(() => checkCount('all', answer, fits)).not.toThrow());

  it.each([
    [5, page(4, true)],
    [5, page(5, false)],
    [10_001, page(10_001, true)],
    [10_001, page(10_000, true)],
  ])('of %s is refused when it is wrong', (fits, answer) =>
    expect(() => checkCount('all', answer, fits)).toThrow('all: counted'),
  );

  it('of words may say that there are more, but not too many', () => {
    expect(() => checkCount('all', page(4_000, false), 9_000, true)).not.toThrow();
    expect(() => checkCount('all', page(4_000, true), 9_000, true)).toThrow('all: counted');
    expect(() => checkCount('all', page(9_001, false), 9_000, true)).toThrow('all: counted');
  });
});
