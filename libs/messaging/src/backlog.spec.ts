import { hasApplied, told } from './backlog.js';

const since = new Date('2026-03-02T01:00:00Z');

test.each([
  [[], 'nothing behind'],
  [[{ durable: 'a', behind: 0 }], 'nothing behind'],
  [
    [
      { durable: 'a', behind: 0 },
      { durable: 'b', behind: 12 },
    ],
    'behind: b 12 events',
  ],
  [
    [
      { durable: 'a', behind: since },
      { durable: 'b', behind: 1 },
    ],
    `behind: a unknown since ${since.toISOString()}, b 1 event`,
  ],
])('%j is told as “%s”', (all, words) => {
  expect(told(all)).toBe(words);
});

test.each([
  ['nothing is left, whatever the last message was about', 0, 0, 90, true],
  ['something before it was not delivered', 3, 0, 90, false],
  ['something before it is in hand', 0, 1, 90, false],
  ['only what came after it is left', 7, 2, 100, true],
])('at position 100 everything is applied or not: %s', (_what, num_pending, num_ack_pending, stream_seq, is) => {
  expect(hasApplied({ num_pending, num_ack_pending, ack_floor: { stream_seq } }, 100)).toBe(is);
});
