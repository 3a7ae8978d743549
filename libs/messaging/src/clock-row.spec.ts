import { officeCalendar, rungPolicy, startClock, stopClock } from '@gridwhistle/clocks';
import { clockRow, inOrder, takeDue, type TakenRungs } from './clock-row.js';

const calendar = officeCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
]);
const place = { id: '1', entity: 'order', aggregateId: '2', ticketId: null, unit: '522730-water' };
const policy = rungPolicy({ amber: 0.5, overdueAfter: { amount: 1, unit: 'emergency-hour' } });
const start = (at: Date) =>
  startClock({ kind: 'handling', limit: { amount: 2, unit: 'emergency-hour' }, at }, calendar);
const names = ({ rungs }: TakenRungs): string[] => rungs.map(({ name }) => name);
const MONDAY = new Date('2026-03-02T01:00:00Z');
const later = (hours: number): Date => new Date(MONDAY.getTime() + hours * 3_600_000);

test('a running clock names its next rung', () => {
  expect(clockRow(place, start(MONDAY), policy, calendar)).toMatchObject({
    dueAt: later(2),
    nextRung: 'amber',
    nextRungAt: later(1),
  });
});

test('rungs that fell due while everything was down are taken together, each once [clock 6]', () => {
  const row = clockRow(place, start(MONDAY), policy, calendar);
  const taken = takeDue(row, later(2.5));
  expect(names(taken)).toEqual(['amber', 'due']);
  expect(taken.row).toMatchObject({ nextRung: 'overdue', nextRungAt: later(3), clock: { fired: ['amber', 'due'] } });
  expect(names(takeDue(taken.row, later(2.5)))).toEqual([]);
});

test('rungs of several clocks that fell due while everything was down are taken in the order of their moments [clock 9]', () => {
  const clocks = [start(later(0.5)), start(MONDAY)].map((clock) => clockRow(place, clock, policy, calendar));
  const taken = inOrder(clocks.map((clock) => takeDue(clock, later(9))));
  expect(taken.map(({ name, at, clock }) => [name, at, clock.dueAt])).toEqual([
    ['amber', later(1), later(2)],
    ['amber', later(1.5), later(2.5)],
    ['due', later(2), later(2)],
    ['due', later(2.5), later(2.5)],
    ['overdue', later(3), later(2)],
    ['overdue', later(3.5), later(2.5)],
  ]);
});

test('a stopped clock has no next rung', () => {
  const row = clockRow(place, stopClock(start(MONDAY), later(0.5), calendar), policy, calendar);
  expect(row).toMatchObject({ nextRung: null, nextRungAt: null, rungs: [] });
});

test('in a year that is not announced blaming rungs wait, amber does not', () => {
  const at = new Date('2031-03-03T01:00:00Z');
  const clock = startClock({ kind: 'handling', limit: { amount: 4, unit: 'work-hour' }, at }, calendar);
  const row = clockRow(place, clock, policy, calendar);
  expect(row.provisional).toBe(true);
  const taken = takeDue(row, new Date('2031-03-10T01:00:00Z'));
  expect(names(taken)).toEqual(['amber']);
  expect(taken.row.nextRungAt).toBeNull();
});
