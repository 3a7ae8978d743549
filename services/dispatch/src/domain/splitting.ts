import type { Detail } from '@gridwhistle/kernel';
import { assign, assigned, withClock, type Assignment } from './assigning.js';
import { isOpenRoot, isWithdrawable, leave } from './ending.js';
import { fact, type Decided } from './fact.js';
import { applied, NOTHING, type Change, type Matter } from './matter.js';
import { detailsOf, refuseProblems } from './refusals.js';
import { bestOutcome, finishWhole } from './resolution.js';
import type { Context } from './rules.js';
import { ticketLifecycle, type Ticket } from './ticket.js';
import { voided } from './waiting.js';

/** The whole after its split, and each part as a new matter. */
export interface Split {
  readonly whole: Change;
  readonly parts: readonly Change[];
}

/**
 * Several matters in one report (拆分): the dispatching unit makes a ticket of each, and the whole waits for all of them.
 * Its own orders end. @throws DomainError with every part that cannot be assigned
 */
export function split(matter: Matter, wanted: readonly Assignment[], context: Context): Split {
  const { ticket } = matter;
  const state = ticketLifecycle.next(ticket.state, 'split', matter);
  const parts = wanted.map((part, index) => attempted(() => partOf(ticket, part, context), `parts.${index}`));
  refuseProblems(
    'the parts',
    parts.flatMap((part) => ('problems' in part ? part.problems : [])),
  );
  const made = parts.flatMap((part) => ('made' in part ? [part.made] : []));
  const open = made.flatMap((part) => (part.ticket ? [part.ticket.next.id] : []));
  const parted = { ...ticket, state, waitingFor: [], parts: { open, outcome: null, orderId: null, unit: null } };
  const { next, events } = ticket.round > 0 ? { next: parted, events: [] } : begun(parted, made[0], context);
  const event = fact('ticket.split', { ticketId: ticket.id, parts: open });
  const orders = matter.orders.filter(isOpenRoot).flatMap((order) => voided(matter, order, 'split', context));
  return { whole: { ticket: { next, events: [event, ...events] }, orders }, parts: made };
}

/** Nobody had assigned it: its limit starts now, as the first of its parts. */
function begun(whole: Ticket, first: Change | undefined, context: Context): Decided<Ticket> {
  const part = first?.ticket?.next;
  const category = whole.category ?? part?.category ?? null;
  const place = whole.grid === null ? { grid: part?.grid ?? null, area: part?.area ?? null } : {};
  const next = { ...withClock({ ...whole, ...place, category }, context), round: 1, rule: 'dispatcher' };
  const unit = first?.orders[0]?.next.unit ?? whole.dispatcher;
  return { next, events: [assigned(next, unit, context)] };
}

/** A part is assigned at once, by its route or to the unit that is named; its words stay the whole's. */
function partOf(whole: Ticket, part: Assignment, context: Context): Change {
  const id = context.newId();
  const ticket: Ticket = {
    ...whole,
    ...{
      id,
      reporters: [id],
      reportedBy: null,
      partOf: whole.id,
      parts: null,
      state: 'reported' as const,
      waitingFor: [],
    },
    ...{
      openedAt: context.now,
      round: 0,
      ratedRound: 0,
      rule: null,
      routing: null,
      objection: null,
      isHard: false,
      outcome: null,
    },
    ...{ clock: null, dispatchClock: null, reviewClock: null, ratingClock: null, callBackClock: null },
  };
  const change = assign({ ticket, orders: [], extensions: [], suspensions: [] }, part, context);
  const { severity, channel, dispatcher } = ticket;
  const opened = { ticketId: ticket.id, severity, channel, dispatcher, waitingFor: [], partOf: whole.id };
  const { next, events } = change.ticket ?? { next: ticket, events: [] };
  return { ...change, ticket: { next, events: [fact('ticket.opened', opened), ...events] } };
}

type Attempt = { readonly made: Change } | { readonly problems: readonly Detail[] };

function attempted(make: () => Change, at: string): Attempt {
  try {
    return { made: make() };
  } catch (error) {
    return {
      problems: detailsOf(error).map((each) => ({ ...each, field: [at, each.field].filter(Boolean).join('.') })),
    };
  }
}

/** A part is over; with the last one the whole is resolved, and its reporter asked (a split parent closes after its children). */
export function heedPart(matter: Matter, part: PartEnd, context: Context): Change {
  const { parts } = matter.ticket;
  if (!parts?.open.includes(part.partId)) return NOTHING;
  const open = parts.open.filter((id) => id !== part.partId);
  const isNone = part.orderId === undefined || part.outcome === 'invalid';
  const result = isNone ? {} : { orderId: part.orderId, unit: part.unit ?? null };
  const after = { ...parts, ...result, open, outcome: bestOutcome(parts.outcome, part.outcome) };
  const change = { ticket: { next: { ...matter.ticket, parts: after }, events: [] }, orders: [] };
  const isOver = open.length === 0 && matter.ticket.state === 'assigned';
  return isOver ? { ticket: finishWhole(applied(matter, change), after, context), orders: [] } : change;
}

/** A part after its whole was withdrawn or merged: whoever was merged into it is its only reporter. */
export const left = (part: Matter): Matter => {
  const { id, reporters } = part.ticket;
  return { ...part, ticket: { ...part.ticket, reporters: reporters.filter((each) => each !== id) } };
};

/** The whole was withdrawn or merged: its part ends with it, unless other reporters want it. */
export function leavePart(part: Matter, context: Context): Change {
  const { ticket } = left(part);
  if (ticket.reporters.length === 0) return isWithdrawable(part) ? leave(part, ticket.id, context) : NOTHING;
  return { ticket: { next: ticket, events: [] }, orders: [] };
}

/** Whether a whole ended before its parts. */
export const hasLeftParts = ({ outcome }: Ticket): boolean => outcome === 'withdrawn' || outcome === 'merged';

/** How a part ended. */
export interface PartEnd {
  readonly partId: string;
  readonly outcome: NonNullable<Ticket['outcome']>;
  readonly orderId?: string | undefined;
  readonly unit?: string | undefined;
}
