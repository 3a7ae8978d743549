import { event, minute, TICKET } from './sample.js';
import { unsuspended } from './stretches.js';

const told = (name: string, at: number) => event('ticket', TICKET, at, `ticket.${name}`, minute(at));
const put = (...times: [number, number?][]) =>
  times.flatMap(([off, on]) => [told('suspended', off), ...(on === undefined ? [] : [told('continued', on)])]);
const run = (...moments: [number, number | null][]) =>
  moments.map(([from, to]) => ({ from: minute(from), to: to === null ? null : minute(to) }));

describe('a clock beside a whistle', () => {
  it.each([
    ['was never suspended', [], run([10, 90])],
    ['was suspended twice', put([20, 30], [40, 50]), run([10, 20], [30, 40], [50, 90])],
    ['is suspended', put([20]), run([10, 20])],
    ['was suspended before', put([1, 5]), run([10, 90])],
    ['was suspended as it began', put([5, 20]), run([20, 90])],
    ['was suspended after its end', put([95]), run([10, 90])],
  ])('whose ticket %s ran in these stretches', (_when, events, stretches) => {
    expect(unsuspended({ from: minute(10), to: minute(90) }, events)).toEqual(stretches);
  });

  it('that still runs has a stretch without an end', () => {
    expect(unsuspended({ from: minute(10), to: null }, put([20, 30]))).toEqual(run([10, 20], [30, null]));
  });
});
