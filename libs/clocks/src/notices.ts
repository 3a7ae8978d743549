import type { HolidayNotice } from './notice.js';

/** Every notice this version knows: made by `npm run generate`, from two packages that agree on every day. */
export const STATE_COUNCIL_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2025,
    published: '2024-11-12',
    breaks: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01', makeUpDays: [] },
      { name: '春节', from: '2025-01-28', to: '2025-02-04', makeUpDays: ['2025-01-26', '2025-02-08'] },
      { name: '清明', from: '2025-04-04', to: '2025-04-06', makeUpDays: [] },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05', makeUpDays: ['2025-04-27'] },
      { name: '端午', from: '2025-05-31', to: '2025-06-02', makeUpDays: [] },
      { name: '国庆节、中秋', from: '2025-10-01', to: '2025-10-08', makeUpDays: ['2025-09-28', '2025-10-11'] },
    ],
  },
  {
    year: 2026,
    published: '2025-11-04',
    breaks: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03', makeUpDays: ['2026-01-04'] },
      { name: '春节', from: '2026-02-15', to: '2026-02-23', makeUpDays: ['2026-02-14', '2026-02-28'] },
      { name: '清明', from: '2026-04-04', to: '2026-04-06', makeUpDays: [] },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05', makeUpDays: ['2026-05-09'] },
      { name: '端午', from: '2026-06-19', to: '2026-06-21', makeUpDays: [] },
      { name: '中秋', from: '2026-09-25', to: '2026-09-27', makeUpDays: [] },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07', makeUpDays: ['2026-09-20', '2026-10-10'] },
    ],
  },
];
