import { isOfPlan, jobsOf, surgeOf } from './jobs.js';

const key = ({ line }: { line: { number: number } }): string => `replay-7-line-${line.number}`;

it('a key tells the reports of the plan from surges and probes', () => {
  const [job] = jobsOf('7');
  const [probe] = surgeOf('7', 0, 1);
  if (!job || !probe) throw new Error('both are there');
  expect([job, probe].map(key).map(isOfPlan)).toEqual([true, false]);
  expect(isOfPlan('RP7-12')).toBe(true);
});
