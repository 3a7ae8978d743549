import { ClockCalendar1767225600030 } from './clock-calendar.migration.js';
import { MarkTimes1767225600004 } from './healing/mark-times.migration.js';
import { StreamHealing1767225600003 } from './healing/healing.migration.js';
import { KeptRungs1767225600006 } from './kept-rungs.migration.js';
import { NoteMerging1767225600005 } from './note-merging.migration.js';
import { MessagingTables1767225600001 } from './tables.migration.js';

/** Of the schema of every service that publishes or consumes, in order. */
export const MESSAGING_MIGRATIONS = [
  MessagingTables1767225600001,
  StreamHealing1767225600003,
  MarkTimes1767225600004,
  NoteMerging1767225600005,
  KeptRungs1767225600006,
  ClockCalendar1767225600030,
] as const;
