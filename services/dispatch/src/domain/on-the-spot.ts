import type { HandledOutcome } from '@gridwhistle/kernel';
import { CALL_BACK_WAIT } from './call-back-clock.js';
import { accept, confirm, resolve } from './handling.js';
import { applied, joined, type Change, type Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context, Rules, UnitFacts } from './rules.js';
import { keepClock } from './stage-clock.js';

/** The rule that a ticket names which was settled on the spot. */
export const ON_THE_SPOT = 'on-the-spot';

/** What intake tells about a report that says what was done. */
export interface SettledReport {
  readonly ticketId: string;
  readonly photos: number;
  readonly settledAs?: HandledOutcome | undefined;
  readonly settledBy?: string | undefined;
  readonly reportedBy?: string | undefined;
}

/** The grid that settled it; undefined where nobody did, or where the profile in force does not know that grid. */
export function settledBy({ settledAs, reportedBy }: SettledReport, rules: Rules): UnitFacts | undefined {
  if (settledAs === undefined || reportedBy === undefined) return undefined;
  const unit = rules.unit(reportedBy);
  return unit?.tier === 'grid' ? unit : undefined;
}

/**
 * Report, result and proof in one act (随报随了): the grid's order is accepted and forwarded as it is issued. The verifier
 * checks those that are drawn; the others are confirmed unchecked.
 */
export function settle(issued: Change, report: SettledReport, context: Context): Change {
  const { ticketId, photos, settledAs, settledBy: person } = report;
  const result = { outcome: settledAs, proofs: photos };
  const worker = { ...context, person };
  const accepted = then(issued, (matter, order) => accept(matter, order, worker));
  const forwarded = then(accepted, (matter, order) => resolve(matter, order, result, worker));
  if (isDrawn(ticketId, context.rules.document.spotCheck?.percent ?? 100)) return forwarded;
  return then(forwarded, (matter, order) =>
    keepClock(CALL_BACK_WAIT, matter, confirm(matter, order, context, 'nobody'), context),
  );
}

/** The random end of the ticket's id decides: nobody can foresee it, and a report that comes again is drawn again. */
const isDrawn = (ticketId: string, percent: number): boolean =>
  Number.parseInt(ticketId.slice(-8), 16) * 100 < percent * 2 ** 32;

/** A new matter's change, and then what is done to its one order. */
function then(before: Change, act: (matter: Matter, order: Order) => Change): Change {
  const [ticket, lead] = [before.ticket?.next, before.orders[0]?.next];
  if (!ticket || !lead) throw new Error('a new matter has a ticket and its first order');
  const matter = applied({ ticket, orders: [], extensions: [], suspensions: [] }, before);
  return joined(before, act(matter, lead));
}
