import { unitActor } from './actor.js';
import { VerifiedTokens } from './verified-tokens.js';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const bearer = unitActor('522730-water');

describe('a verified token', () => {
  test.each([
    ['is known for a minute', 3_600, 59_999, bearer],
    ['is verified again after a minute', 3_600, 60_001, undefined],
    ['ends when it expires', 10, 10_001, undefined],
  ])('%s', (_name, lifeSeconds, elapsed, expected) => {
    const tokens = new VerifiedTokens();
    tokens.remember('token', bearer, NOW / 1_000 + lifeSeconds, NOW);
    expect(tokens.bearerOf('token', NOW + elapsed)).toBe(expected);
    expect(tokens.bearerOf('tokem', NOW + elapsed)).toBeUndefined();
  });

  test('is not remembered without bounds', () => {
    const tokens = new VerifiedTokens();
    const expires = NOW / 1_000 + 60;
    for (let n = 0; n <= 10_000; n += 1) tokens.remember(`token ${n}`, bearer, expires, NOW);
    expect(tokens.bearerOf('token 0', NOW)).toBeUndefined();
    expect(tokens.bearerOf('token 10000', NOW)).toBe(bearer);
  });
});
