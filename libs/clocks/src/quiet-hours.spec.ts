import { isQuiet, quietHoursProblems, reminderTime } from './quiet-hours.js';

const at = (local: string) => new Date(`${local}+08:00`);
const night = { from: '22:00', to: '07:30' };

describe('quiet hours', () => {
  it.each([
    ['2026-03-02T21:59', '2026-03-02T21:59'],
    ['2026-03-02T22:00', '2026-03-03T07:30'],
    ['2026-03-03T00:00', '2026-03-03T07:30'],
    ['2026-03-03T07:29', '2026-03-03T07:30'],
    ['2026-03-03T07:30', '2026-03-03T07:30'],
  ])('a reminder due at %s goes out at %s', (due, sent) => {
    expect(reminderTime(night, at(due), 'normal')).toEqual(at(sent));
    expect(reminderTime(night, at(due), 'emergency')).toEqual(at(due));
    expect(isQuiet(night, at(due))).toBe(due !== sent);
  });

  it('may lie within one day, or be none', () => {
    const noon = { from: '12:00', to: '14:00' };
    expect(reminderTime(noon, at('2026-03-02T13:00'), 'normal')).toEqual(at('2026-03-02T14:00'));
    expect(isQuiet(noon, at('2026-03-02T11:59'))).toBe(false);
    expect(isQuiet({ from: '00:00', to: '00:00' }, at('2026-03-02T03:00'))).toBe(false);
  });

  it('name what cannot be read', () => {
    expect(quietHoursProblems({ from: '10 pm', to: '07:00' })).toEqual([
      { field: 'quietHours.from', message: "'10 pm' is not a time such as 22:00" },
    ]);
  });
});
