import { STAFF_ROLES } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import { HOTLINE_MODES } from './document/intake.js';
import { admission, directiveChannel, localStep, proofRequired, spotCheck, whistle } from './schema/acts.js';
import { calendar, dayHours, escalation, extensions, holidayNotice, stageClock, tierLimit } from './schema/clocks.js';
import { hotlinePlatformSchema } from './schema/hotline.js';
import { privacy, repeatedMatters, similarCase, suggestions } from './schema/intake.js';
import { category, major, standard, standardsImport } from './schema/matters.js';
import { area, district, grid, successor, unit } from './schema/places.js';
import { plan } from './schema/plan.js';
import { routes, wordLists } from './schema/routes.js';
import { simulation } from './schema/simulation.js';
import { clockTime, code, flag, limit, list, object, oneOf, optional, text, type Schema } from './schema/words.js';
import type { StaffDocument, StaffMember, StaffMembership } from './staff.js';

export type { Schema };

/** What a changed set of routes looks like. */
export const routesSchema: Schema = object<Pick<ProfileDocument, 'routes' | 'wordLists'>>({ routes, wordLists });

/** What the parts that a table of standards became look like: those that the profile has already are not said again. */
export const standardsSchema: Schema = object<Pick<ProfileDocument, 'majors' | 'categories' | 'standards'>>({
  majors: list(major),
  categories: list(category),
  standards: list(standard),
});

/** What a part with the State Council's notices looks like. */
export const noticesSchema: Schema = object<Required<Pick<ProfileDocument, 'holidayNotices'>>>({
  holidayNotices: list(holidayNotice),
});

/** What a profile document looks like; whether its parts fit together is in `rules/`. */
export const profileSchema: Schema = object<ProfileDocument>({
  format: { const: 1 },
  district,
  areas: list(area, 1),
  grids: list(grid),
  units: list(unit, 1),
  successors: optional(list(successor)),
  majors: list(major, 1),
  categories: list(category, 1),
  standards: list(standard),
  standardsImport: optional(standardsImport),
  fallbackLimits: object<ProfileDocument['fallbackLimits']>({ normal: limit, emergency: limit }),
  routes,
  wordLists,
  clocks: list(stageClock),
  escalations: list(escalation),
  whistles: list(whistle),
  directiveChannels: optional(list(directiveChannel)),
  ratingWindow: limit,
  returnWindow: limit,
  reopenWindow: optional(limit),
  tierLimits: optional(list(tierLimit)),
  extensions: optional(extensions),
  hotlineMode: optional(oneOf(HOTLINE_MODES)),
  hotlinePlatforms: optional(list(hotlinePlatformSchema, 0, 20)),
  calendar,
  holidayNotices: optional(list(holidayNotice)),
  quietHours: dayHours,
  plans: list(plan),
  admissions: list(admission),
  steps: list(localStep),
  similarCase,
  suggestions: optional(suggestions),
  repeatedMatters: optional(repeatedMatters),
  spotCheck: optional(spotCheck),
  privacy,
  proofRequired,
  statisticalDayStart: clockTime,
  simulation: optional(simulation),
});

/** What a staff document looks like. */
export const staffSchema: Schema = object<StaffDocument>({
  staff: list(
    object<StaffMember>({
      id: code,
      name: text(100),
      memberships: list(object<StaffMembership>({ unit: code, roles: list(oneOf(STAFF_ROLES), 1) })),
      active: flag,
    }),
  ),
});
