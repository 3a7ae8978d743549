import { ledgerDigest } from './digest.js';
import { sample } from './sample.js';

describe('the digest of a ledger', () => {
  const good = sample();

  it('is the same in whatever order the aggregates came', () => {
    expect(ledgerDigest({ ...good, ledger: [...good.ledger].reverse() })).toBe(ledgerDigest(good));
  });

  it('is another one when an event is missing', () => {
    expect(ledgerDigest({ ...good, ledger: good.ledger.slice(0, -1) })).not.toBe(ledgerDigest(good));
  });
});
