import { hardByRedos, hardByReturns } from './hard-case.js';

describe('a hard case', () => {
  it('is one that was redone three times [rule 10a]', () => {
    expect([2, 3, 4, 5].map(hardByRedos)).toEqual([undefined, undefined, 'redos', 'redos']);
  });

  it('is one that came back three times without a lead found [rule 10b]', () => {
    expect([undefined, 1, 2, 3, 4].map(hardByReturns)).toEqual([undefined, undefined, undefined, 'returns', 'returns']);
  });
});
