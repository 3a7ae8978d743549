import { Tally } from './tally.js';

it('counts on from what was counted before, and leaves that as it was', () => {
  const before = { report: 2 };
  const tally = new Tally(before);
  tally.note('report');
  tally.note('raise', 'grid');
  expect(tally.counts).toEqual({ report: 3, 'raise grid': 1 });
  expect(before).toEqual({ report: 2 });
});
