import { told } from './backlog.js';

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
