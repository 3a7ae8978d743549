import { reasonFor } from './reason.js';

const reasons = [
  { act: 'return', at: '2026-03-02T03:00:00Z', text: 'second' },
  { act: 'return', at: '2026-03-02T01:00:00Z', text: 'first' },
  { act: 'raise', at: '2026-03-02T02:00:00Z', text: 'another act' },
];

describe('the reason for an act', () => {
  it.each([
    ['return', '2026-03-02T01:00:00Z', 'first'],
    ['return', '2026-03-02T02:30:00Z', 'first'],
    ['return', '2026-03-02T03:00:00Z', 'second'],
    ['return', '2026-03-02T00:59:59Z', undefined],
    ['extension-request', '2026-03-02T09:00:00Z', undefined],
  ])('%s at %s is %s', (act, at, expected) => {
    expect(reasonFor(act, new Date(at), reasons)).toBe(expected);
  });
});
