import type { HolidayBreak, HolidayNotice } from '@gridwhistle/clocks';
import { CLOCK_KINDS, TIERS } from '@gridwhistle/kernel';
import {
  ESCALATION_ACTS,
  type CalendarSettings,
  type DayHours,
  type Escalation,
  type ExtensionRules,
  type StageClock,
  type TierLimit,
} from '../document/clocks.js';
import { clockTime, flag, limit, list, matching, number, object, oneOf, optional, share, text } from './words.js';

export const dayHours = object<DayHours>({ from: clockTime, to: clockTime });

export const calendar = object<CalendarSettings>({
  officeHours: list(dayHours, 1, 6),
  holidays: oneOf(['state-council']),
});
const date = matching('^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
export const holidayNotice = object<HolidayNotice>({
  year: number(2000, 2200),
  published: date,
  breaks: list(object<HolidayBreak>({ name: text(40), from: date, to: date, makeUpDays: list(date, 0, 9) }), 1, 20),
});

export const stageClock = object<StageClock>({
  kind: oneOf(CLOCK_KINDS),
  limit: optional(limit),
  emergencyLimit: optional(limit),
  amber: optional(share),
  overdueAfter: optional(limit),
});

export const escalation = object<Escalation>({ on: text(64), act: oneOf(ESCALATION_ACTS) });
export const tierLimit = object<TierLimit>({ tier: oneOf(TIERS), limit });
export const extensions = object<ExtensionRules>({ most: number(0, 10), twoSteps: flag });
