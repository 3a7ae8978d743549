import fc from 'fast-check';
import { isAnnounced, isWorkingDay } from './calendar.js';
import { DAY_MS, dateOf, parseDate, weekdayOf } from './local-time.js';
import { noticeProblems, type HolidayNotice } from './notice.js';
import { readNotice } from './notice-text.js';
import { STATE_COUNCIL_NOTICES } from './notices.js';
import { noticesWith, officeCalendar } from './state-council.js';

const at = (local: string) => new Date(`${local}+08:00`);
const OFFICE = [{ from: '09:00', to: '17:00' }];
const text = (title: number, items: string[], published = '2026年11月4日') =>
  [`国务院办公厅关于${title}年部分节假日安排的通知`, ...items, published].join('\n');

/** A notice as the State Council would word it. */
function worded({ year, published, breaks }: HolidayNotice): string {
  const day = (date: string, withMonth = true) => {
    const [, month, number] = date.split('-').map(Number);
    const weekday = '一二三四五六日'[weekdayOf(parseDate(date) ?? 0) - 1];
    return `${withMonth ? `${month}月` : ''}${number}日（农历某日、周${weekday}）`;
  };
  const items = breaks.map(({ name, from, to, makeUpDays }, index) => {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    const off =
      days === 1
        ? `${day(from)}放假1天，不调休。`
        : `${day(from)}至${day(to, from.slice(0, 7) !== to.slice(0, 7))}放假调休，共${days}天。`;
    const worked = makeUpDays.length > 0 ? `${makeUpDays.map((date) => day(date)).join('、')}上班。` : '';
    return `${'一二三四五六七八九'[index]}、${name}：${off}${worked}`;
  });
  const [y, m, d] = published.split('-').map(Number);
  return text(year, items, `${y}年${m}月${d}日`);
}

describe('the text of a notice', () => {
  it.each(STATE_COUNCIL_NOTICES.map((notice) => [notice.year, notice] as const))(
    'of %s reads as it is built in',
    (_, notice) => {
      expect(readNotice(worded(notice))).toEqual({ notice, problems: [] });
    },
  );

  it('reads any breaks, whatever days they have', () => {
    const start = fc.integer({ min: 0, max: 40 });
    const length = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(start, length, fc.boolean()), { minLength: 1, maxLength: 8 }), (parts) => {
        let next = parseDate('2027-01-01') ?? 0;
        const breaks = parts.map(([gap, days, makesUp], index) => {
          const from = next + gap;
          const to = from + days - 1;
          next = to + 9;
          const weekend = [1, 2, 3, 4, 5, 6, 7].map((more) => to + more).filter((day) => weekdayOf(day) > 5);
          return {
            name: `某节${'甲乙丙丁戊己庚辛'[index]}`,
            from: dateOf(from),
            to: dateOf(to),
            makeUpDays: makesUp ? weekend.map(dateOf) : [],
          };
        });
        const notice = { year: 2027, published: '2026-11-04', breaks };
        expect(readNotice(worded(notice))).toEqual({ notice, problems: [] });
      }),
    );
  });

  it('may reach into the year before, count no days and name no weekdays', () => {
    const items = ['一、元旦：2026年12月31日至2027年1月2日放假调休，共3天。', '二、中秋节：9月15日放假，与周末连休。'];
    expect(readNotice(text(2027, items)).notice?.breaks).toEqual([
      { name: '元旦', from: '2026-12-31', to: '2027-01-02', makeUpDays: [] },
      { name: '中秋节', from: '2027-09-15', to: '2027-09-15', makeUpDays: [] },
    ]);
  });

  it.each([
    ['a weekday that is another', '一、元旦：1月1日（周四）至3日（周日）放假调休，共3天。', '2027-01-01 is no 周四'],
    [
      'a number of days that is another',
      '一、元旦：1月1日（周五）至3日（周日）放假，共4天。',
      '2027-01-01 to 2027-01-03 are not 4 days',
    ],
    ['a day that does not exist', '一、元旦：2月30日放假1天。', '2027-02-30 is no 周…'],
    ['days off that are none', '一、元旦：另行通知。', 'the days off cannot be read'],
    [
      'a make-up day in the week',
      '一、元旦：1月1日放假1天。1月4日上班。',
      '2027-01-04 is no Saturday or Sunday to work',
    ],
    ['nothing', '', 'a notice has at least one holiday'],
  ])('is refused with %s', (_, item, message) => {
    const { notice, problems } = readNotice(text(2027, [item]));
    expect(notice).toBeUndefined();
    expect(problems.map((each) => each.message)).toContain(message);
  });

  it('is no other text', () => {
    expect(readNotice('关于放假的说明').problems).toHaveLength(1);
  });
});

describe('a profile’s notice', () => {
  const off = { name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: ['2027-01-09'] };
  const notice = { year: 2027, published: '2026-11-04', breaks: [off] };

  it('announces its year', () => {
    const calendar = officeCalendar(OFFICE, noticesWith([notice]));
    expect(isAnnounced(calendar, at('2026-12-31T12:00'), at('2027-03-01T12:00'))).toBe(true);
    expect(isWorkingDay(calendar, at('2027-01-01T12:00'))).toBe(false);
    expect(isWorkingDay(calendar, at('2027-01-09T12:00'))).toBe(true);
  });

  it('goes before the one that is built in', () => {
    const amended = {
      ...notice,
      year: 2026,
      breaks: [{ ...off, from: '2026-03-02', to: '2026-03-02', makeUpDays: [] }],
    };
    const calendar = officeCalendar(OFFICE, noticesWith([amended]));
    expect(isWorkingDay(calendar, at('2026-03-02T12:00'))).toBe(false);
    expect(isWorkingDay(calendar, at('2026-02-16T12:00'))).toBe(true);
    expect(calendar.announcedYears).toEqual([2025, 2026]);
  });

  it.each([
    [{ ...notice, published: 'soon' }, ['notice.published']],
    [{ ...notice, breaks: [] }, ['notice.breaks']],
    [{ ...notice, breaks: [{ ...off, to: '2026-12-31' }] }, ['notice.breaks.0']],
    [{ ...notice, breaks: [{ ...off, to: '2027-01-20', makeUpDays: [] }] }, ['notice.breaks.0']],
    [
      { ...notice, breaks: [{ ...off, makeUpDays: ['2027-01-02', '2027-01-04', '2029-01-06'] }] },
      [0, 1, 2].map((index) => `notice.breaks.0.makeUpDays.${index}`),
    ],
    [{ ...notice, year: 2028 }, ['notice.breaks.0.makeUpDays.0', 'notice.breaks.0']],
  ])('%j is refused at %j', (bad, fields) => {
    expect(noticeProblems(bad).map(({ field }) => field)).toEqual(fields);
  });
});
