import chineseDays from 'chinese-days';
import { LegalHoliday } from 'tyme4ts';

/** A day of a State Council notice, as a package tells it. */
export interface NoticeDay {
  /** A make-up day; else the day is off. */
  works: boolean;
  holiday: string;
}

/** A maintained package of Chinese holidays. It knows nothing of a day that no notice names. */
export interface HolidayPackage {
  name: string;
  dayOf(date: string): NoticeDay | undefined;
}

/** Names of holidays come as `Spring Festival,春节,4`; those of ordinary days have no comma. */
const first: HolidayPackage = {
  name: 'chinese-days',
  dayOf: (date) => {
    const { work, name } = chineseDays.getDayDetail(date);
    const [, holiday] = name.split(',');
    return holiday === undefined ? undefined : { works: work, holiday };
  },
};

const second: HolidayPackage = {
  name: 'tyme4ts',
  dayOf: (date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const found = LegalHoliday.fromYmd(year, month, day);
    return found ? { works: found.isWork(), holiday: found.getName() } : undefined;
  },
};

/** Two that are kept by different people from different sources; none is believed alone. */
export const PACKAGES: readonly [HolidayPackage, HolidayPackage] = [first, second];
