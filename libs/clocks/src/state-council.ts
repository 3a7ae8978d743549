import type { OfficeHours, WorkCalendar } from './calendar.js';
import { ZONE, dateOf } from './local-time.js';
import { daysOff, type HolidayNotice } from './notice.js';
import { STATE_COUNCIL_NOTICES } from './notices.js';

/** The calendar of a profile: its office hours with the holidays and make-up days of the notices. */
export function officeCalendar(
  officeHours: readonly OfficeHours[],
  notices: readonly HolidayNotice[] = STATE_COUNCIL_NOTICES,
): WorkCalendar {
  const breaks = notices.flatMap((notice) => notice.breaks);
  return {
    zone: ZONE,
    officeHours,
    holidays: breaks.flatMap(daysOff).map(dateOf),
    makeUpDays: breaks.flatMap((each) => each.makeUpDays),
    announcedYears: notices.map((notice) => notice.year),
  };
}

/** The notices built in and a profile's own; of a year that both have, the profile's: a notice may be amended. */
export function noticesWith(own: readonly HolidayNotice[]): HolidayNotice[] {
  const built = STATE_COUNCIL_NOTICES.filter(({ year }) => !own.some((notice) => notice.year === year));
  return [...built, ...own];
}
