import { isWorkingDay, officeCalendar, STATE_COUNCIL_NOTICES } from '@gridwhistle/clocks';
import { PACKAGES, type HolidayPackage, type NoticeDay } from './packages.js';
import { daysOf, differences, noticeOf, YEARS } from './years.js';

const calendar = officeCalendar([{ from: '09:00', to: '17:00' }]);
const weekday = (date: string) => ![0, 6].includes(new Date(date).getUTCDay());
const saying = (name: string, days: Record<string, NoticeDay>): HolidayPackage => ({
  name,
  dayOf: (date) => days[date],
});

describe.each(YEARS)('the notice of $year', (announced) => {
  const days = daysOf(announced.year);

  it.each(PACKAGES)('is what $name says, day by day', ({ dayOf }) => {
    const worked = (date: string) => isWorkingDay(calendar, new Date(`${date}T12:00+08:00`));
    expect(days.filter((date) => worked(date) !== (dayOf(date)?.works ?? weekday(date)))).toEqual([]);
  });

  it('is told alike by both packages and checked in as they tell it', () => {
    expect(differences(announced.year)).toEqual([]);
    expect(STATE_COUNCIL_NOTICES).toContainEqual(noticeOf(announced));
  });
});

describe('two packages', () => {
  const off = { works: false, holiday: '元旦' };
  const one = saying('one', { '2031-01-01': off, '2031-01-04': { works: true, holiday: '元旦' } });
  const other = saying('other', { '2031-01-01': off, '2031-01-02': off, '2031-01-04': off });

  it('that differ are refused with every day', () => {
    expect(differences(2031, [one, other])).toEqual([
      '2031-01-02: one names it not, other has it off',
      '2031-01-04: one has it worked, other has it off',
    ]);
    expect(() => noticeOf({ year: 2031, published: '2030-11-01' }, [one, other])).toThrow(/2031-01-02[^]*2031-01-04/);
  });

  it('are not taken for agreeing on a year that one of them does not know', () => {
    expect(differences(2031, [one, saying('empty', {})])).toEqual(['empty has no notice of 2031']);
  });

  it('that agree give breaks with their make-up days', () => {
    const breaks = [{ name: '元旦', from: '2031-01-01', to: '2031-01-01', makeUpDays: ['2031-01-04'] }];
    expect(noticeOf({ year: 2031, published: '2030-11-01' }, [one, one]).breaks).toEqual(breaks);
  });
});
