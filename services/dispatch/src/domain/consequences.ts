import { keepDispatchClock } from './dispatch-clock.js';
import { voidEndedExtensions } from './extending.js';
import type { Change, Matter } from './matter.js';
import type { Context } from './rules.js';
import { settleSuspensions } from './suspending.js';

/** A change with what follows from every decision, whoever takes it: what was asked for by an order that ended is void. */
export function withConsequences(matter: Matter, change: Change, context: Context): Change {
  const settled = settleSuspensions(matter, voidEndedExtensions(matter, change, context), context);
  return keepDispatchClock(matter, settled, context);
}
