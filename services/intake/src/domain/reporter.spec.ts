import { keptOf, shownTo } from './reporter.js';

const open = { anonymous: false, confidential: false };

describe('what a reporter was promised', () => {
  it('keeps nothing of whoever stays anonymous', () => {
    expect(keptOf({ name: 'Somebody' }, { ...open, anonymous: true })).toBeUndefined();
    expect(keptOf({}, open)).toBeUndefined();
    expect(keptOf({ phone: '123' }, open)).toEqual({ phone: '123' });
  });

  it.each([
    ['open', 'a unit', open, false, true],
    ['confidential', 'a unit', { ...open, confidential: true }, false, false],
    ['confidential', 'the centre', { ...open, confidential: true }, true, true],
    ['anonymous', 'the centre', { ...open, anonymous: true }, true, false],
  ])('%s to %s', (_promise, _who, promise, centre, shown) => expect(shownTo(promise, centre)).toBe(shown));
});
