import { Flood } from './flood.js';

test('of many errors the first of each second is logged, with how many there were', () => {
  const said: unknown[] = [];
  const flood = new Flood({ error: (...words: unknown[]) => void said.push(words) });
  flood.add('first', 0);
  for (let n = 1; n <= 1_000; n += 1) flood.add('like it', n / 2);
  flood.add('later', 1_001);
  expect(said).toEqual([
    ['first', { refused: 1 }],
    ['later', { refused: 1_001 }],
  ]);
});
