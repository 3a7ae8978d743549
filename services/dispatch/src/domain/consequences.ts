import { CALL_BACK_WAIT } from './call-back-clock.js';
import { DISPATCH_WAIT } from './dispatch-clock.js';
import { voidEndedExtensions } from './extending.js';
import type { Change, Matter } from './matter.js';
import type { Context } from './rules.js';
import { keepClock } from './stage-clock.js';
import { settleSuspensions } from './suspending.js';

/** A change with what follows from every decision, whoever takes it: what was asked for by an order that ended is void. */
export function withConsequences(matter: Matter, change: Change, context: Context): Change {
  const settled = settleSuspensions(matter, voidEndedExtensions(matter, change, context), context);
  const dispatched = keepClock(DISPATCH_WAIT, matter, settled, context);
  return keepClock(CALL_BACK_WAIT, matter, dispatched, context);
}
