import { WatchRest } from './watch-rest.js';

const CALM = 40_000;

/** A connection that has been there for so long that nothing is feared any more. */
function calm(): WatchRest {
  const rest = new WatchRest();
  rest.isOver(0, 1);
  return rest;
}

describe('the rest between two looks at the durables', () => {
  it.each([
    [0, 0],
    [30, 300],
    [1_040, 10_000],
  ])('after %i durables is %i ms', (durables, milliseconds) => {
    const rest = calm();
    rest.begin(CALM, durables);
    if (milliseconds > 0) expect(rest.isOver(CALM + milliseconds - 1, 1)).toBe(false);
    expect(rest.isOver(CALM + milliseconds, 1)).toBe(true);
  });

  it('is none for half a minute after a reconnection', () => {
    const rest = calm();
    rest.begin(CALM, 1_040);
    expect(rest.isOver(CALM + 1, 2)).toBe(true);
    rest.begin(CALM + 1, 1_040);
    expect(rest.isOver(CALM + 29_999, 2)).toBe(true);
    rest.begin(CALM + 29_999, 1_040);
    expect(rest.isOver(CALM + 30_001, 2)).toBe(false);
  });
});
