import { APPLICATION_PAIRS } from './applications.js';
import { CLOCK_PAIRS } from './clocks.js';
import { MERGE_PAIRS } from './merges.js';
import { ORDER_PAIRS } from './orders.js';
import { TICKET_PAIRS } from './tickets.js';
import { WHISTLE_PAIRS } from './whistles.js';
import type { Pair } from './pair.js';

/** Every pair. Those that move time come first: later there would be thousands of clocks that fall due with them. */
export const PAIRS: readonly Pair[] = [
  ...CLOCK_PAIRS,
  ...ORDER_PAIRS,
  ...APPLICATION_PAIRS,
  ...TICKET_PAIRS,
  ...MERGE_PAIRS,
  ...WHISTLE_PAIRS,
];
