import type { OfficeHours, WorkCalendar } from './calendar.js';
import { ZONE, dateOf, parseDate } from './local-time.js';

/** One holiday of a notice: off from `from` to `to`, both included; the make-up days are worked in return. */
export interface HolidayBreak {
  name: string;
  from: string;
  to: string;
  makeUpDays: readonly string[];
}

/** The State Council's yearly notice on public holidays (国务院办公厅关于部分节假日安排的通知). */
export interface HolidayNotice {
  year: number;
  published: string;
  breaks: readonly HolidayBreak[];
}

/** Every notice this version knows; a spec compares them day by day with an independent package. */
export const STATE_COUNCIL_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2026,
    published: '2025-11-04',
    breaks: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03', makeUpDays: ['2026-01-04'] },
      { name: '春节', from: '2026-02-15', to: '2026-02-23', makeUpDays: ['2026-02-14', '2026-02-28'] },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06', makeUpDays: [] },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05', makeUpDays: ['2026-05-09'] },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21', makeUpDays: [] },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27', makeUpDays: [] },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07', makeUpDays: ['2026-09-20', '2026-10-10'] },
    ],
  },
];

/** The calendar of a profile: its office hours with the holidays and make-up days of the notices. */
export function officeCalendar(
  officeHours: readonly OfficeHours[],
  notices: readonly HolidayNotice[] = STATE_COUNCIL_NOTICES,
): WorkCalendar {
  const breaks = notices.flatMap((notice) => notice.breaks);
  return {
    zone: ZONE,
    officeHours,
    holidays: breaks.flatMap(daysOff),
    makeUpDays: breaks.flatMap((each) => each.makeUpDays),
    announcedYears: notices.map((notice) => notice.year),
  };
}

function daysOff({ from, to }: HolidayBreak): string[] {
  const first = parseDate(from) ?? 0;
  const last = parseDate(to) ?? -1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => dateOf(first + index));
}
