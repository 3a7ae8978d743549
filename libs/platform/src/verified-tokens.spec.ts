import { unitActor } from './actor.js';
import { VerifiedTokens } from './verified-tokens.js';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const KEYS = { keys: [] };
const bearer = unitActor('522730-water');

function remembered(lifeSeconds: number, verifiedWith: unknown = KEYS): VerifiedTokens {
  const tokens = new VerifiedTokens();
  tokens.bearerOf('token', KEYS, NOW);
  tokens.remember('token', bearer, NOW / 1_000 + lifeSeconds, verifiedWith);
  return tokens;
}

describe('a verified token', () => {
  test.each([
    ['is known until it expires', 3_600, 3_599_999, bearer],
    ['ends when it expires', 3_600, 3_600_000, undefined],
  ])('%s', (_name, lifeSeconds, elapsed, expected) => {
    const tokens = remembered(lifeSeconds);
    expect(tokens.bearerOf('token', KEYS, NOW + elapsed)).toBe(expected);
    expect(tokens.bearerOf('tokem', KEYS, NOW + elapsed)).toBeUndefined();
  });

  test('is verified again once the issuer has other keys', () => {
    const tokens = remembered(3_600);
    expect(tokens.bearerOf('token', { keys: [] }, NOW)).toBeUndefined();
    expect(tokens.bearerOf('token', KEYS, NOW)).toBeUndefined();
  });

  test('is not remembered when the keys changed while it was verified', () => {
    expect(remembered(3_600, { keys: [] }).bearerOf('token', KEYS, NOW)).toBeUndefined();
  });

  test('is not remembered without bounds', () => {
    const tokens = remembered(60);
    for (let n = 1; n <= 50_000; n += 1) tokens.remember(`token ${n}`, bearer, NOW / 1_000 + 60, KEYS);
    expect(tokens.bearerOf('token', KEYS, NOW)).toBeUndefined();
    expect(tokens.bearerOf('token 50000', KEYS, NOW)).toBe(bearer);
  });
});
