import { sentAgain } from './stream.js';

test.each([
  [0, 0.4, '0 events sent in 0.4 s.'],
  [1, 0.6, '1 event sent in 0.6 s.'],
  [999, 0.5, '999 events sent in 0.5 s.'],
  [12_000, 4, '12000 events sent in 4.0 s (3000 a second).'],
])('%d events in %d s are told as “%s”', (events, seconds, words) => {
  expect(sentAgain(events, seconds)).toBe(words);
});
