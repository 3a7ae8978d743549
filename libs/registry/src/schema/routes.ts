import { CHANNELS, SEVERITIES, TIERS } from '@gridwhistle/kernel';
import type { Route, RouteCondition, WordList } from '../document/routes.js';
import { dayHours } from './clocks.js';
import { code, flag, list, name, object, oneOf, optional } from './words.js';

const route = object<Route>({
  id: code,
  why: name,
  when: object<RouteCondition>({
    categories: optional(list(code, 1)),
    severities: optional(list(oneOf(SEVERITIES), 1)),
    channels: optional(list(oneOf(CHANNELS), 1)),
    areas: optional(list(code, 1)),
    words: optional(list(code, 1)),
    hardCase: optional(flag),
    hours: optional(dayHours),
    workingDay: optional(flag),
    officeHours: optional(flag),
  }),
  grade: optional(oneOf(TIERS)),
  unit: optional(code),
  person: optional(code),
  waitsFor: optional(code),
  inform: optional(list(oneOf(TIERS))),
});

/** Few and short: every report's words are searched for all of them while its reporter waits. */
const wordList = object<WordList>({
  code,
  words: list({ type: 'string', minLength: 2, maxLength: 20, pattern: '^\\S(.*\\S)?$' }, 1, 100),
});

export const routes = list(route, 1, 1_000);
export const wordLists = optional(list(wordList, 0, 20));
