import type { Mutant } from './mutant.js';
import { ADMISSIONS_OFF } from './parts/admissions.js';
import { APPEALS_OFF } from './parts/appeals.js';
import { CLOCKS_OFF } from './parts/clocks.js';
import { DIRECTIVES_OFF } from './parts/directives.js';
import { FACTS_OFF } from './parts/facts.js';
import { HOTLINE_OFF } from './parts/hotline.js';
import { KINDS_OFF } from './parts/kinds.js';
import { PARTITIONS_OFF } from './parts/partitions.js';
import { PERIODS_OFF } from './parts/periods.js';
import { PLANS_OFF } from './parts/plans.js';
import { RANKINGS_OFF } from './parts/rankings.js';
import { RATINGS_OFF } from './parts/ratings.js';
import { ROUTING_OFF } from './parts/routing.js';
import { RULES_OFF } from './parts/rules.js';
import { SUGGESTIONS_OFF } from './parts/suggestions.js';
import { TICKETS_OFF } from './parts/tickets.js';
import { UP_OFF } from './parts/up.js';
import { WHISTLES_OFF } from './parts/whistles.js';

/** For each rule that holds, one way in which it would not. */
export const MUTANTS: readonly Mutant[] = [
  ...UP_OFF,
  ...KINDS_OFF,
  ...RULES_OFF,
  ...TICKETS_OFF,
  ...RATINGS_OFF,
  ...WHISTLES_OFF,
  ...ADMISSIONS_OFF,
  ...DIRECTIVES_OFF,
  ...PARTITIONS_OFF,
  ...CLOCKS_OFF,
  ...ROUTING_OFF,
  ...HOTLINE_OFF,
  ...SUGGESTIONS_OFF,
  ...PLANS_OFF,
  ...FACTS_OFF,
  ...PERIODS_OFF,
  ...APPEALS_OFF,
  ...RANKINGS_OFF,
];
