import { endClock, startClock } from '@gridwhistle/clocks';
import type { Outcome } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import type { Change, Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context } from './rules.js';
import { ticketLifecycle, type Parts, type Ticket } from './ticket.js';

/** The ticket's lead order was confirmed: its limit is judged by the moment the result was forwarded (rule 6). */
export function resolveTicket(matter: Matter, lead: Order, context: Context): Decided<Ticket> {
  return resolved(matter, { ...resultOf(lead), at: lead.resolvedAt ?? context.now }, context);
}

/** The dispatching unit confirmed that the matter is invalid: nobody is asked to rate it. */
export function dismissTicket(matter: Matter, lead: Order, context: Context): Decided<Ticket> {
  return closed(
    matter,
    'dismiss',
    { outcome: 'invalid', by: 'dispatcher', at: lead.resolvedAt ?? context.now },
    context,
  );
}

/** A part's lead order was confirmed: the part is over, and its whole hears of it. Nobody rates a part. */
export function finishPart(matter: Matter, lead: Order, context: Context): Pick<Change, 'ticket' | 'toParts'> {
  const { id: partId, partOf } = matter.ticket;
  const result = resultOf(lead);
  const end = { outcome: result.outcome, by: 'part', at: lead.resolvedAt ?? context.now } as const;
  return {
    ticket: closed(matter, 'finish', end, context),
    toParts: fact('part.closed', { partId, ticketId: partOf ?? partId, ...result }),
  };
}

/** The last part is over: its reporter is asked about the whole; where no part came to a result, nobody is. */
export function finishWhole(matter: Matter, { orderId, unit, outcome }: Parts, context: Context): Decided<Ticket> {
  const at = context.now;
  if (orderId === null || unit === null)
    return closed(matter, 'finish', { outcome: outcome ?? 'invalid', by: 'part', at }, context);
  return resolved(matter, { outcome: outcome ?? 'solved', orderId, unit, at }, context);
}

const resultOf = ({ id, unit, outcome }: Order) => ({ outcome: outcome ?? 'solved', orderId: id, unit });

type Result = ReturnType<typeof resultOf> & { readonly at: Date };

/** There is a result of `at`, and the reporter is asked about it. */
function resolved(matter: Matter, { at, ...result }: Result, { rules, now }: Context): Decided<Ticket> {
  const { ticket } = matter;
  const { id: ticketId, round } = ticket;
  const state = ticketLifecycle.next(ticket.state, 'resolve', matter);
  const clock = ticket.clock && endClock(ticket.clock, at, rules.calendar);
  const ratingClock = startClock({ kind: 'rating-window', limit: rules.ratingWindow, at: now }, rules.calendar);
  const limits = { onTime: clock?.met ?? true, ratingUntil: dueText(ratingClock, rules.calendar) };
  const event = fact('ticket.resolved', { ticketId, round, ...result, ...limits });
  return { next: { ...ticket, state, outcome: result.outcome, clock, ratingClock }, events: [event] };
}

interface End {
  readonly outcome: Outcome;
  readonly by: 'dispatcher' | 'part';
  readonly at: Date;
}

/** The ticket is over, and nobody is asked. */
function closed(
  matter: Matter,
  act: 'dismiss' | 'finish',
  { outcome, by, at }: End,
  { rules, now }: Context,
): Decided<Ticket> {
  const { ticket } = matter;
  const { id: ticketId, round } = ticket;
  const state = ticketLifecycle.next(ticket.state, act, matter);
  const clock = ticket.clock && endClock(ticket.clock, at, rules.calendar);
  const event = fact('ticket.closed', { ticketId, round, outcome, by });
  return { next: { ...ticket, state, outcome, clock, closedAt: now }, events: [event] };
}

const BEST_FIRST: readonly Outcome[] = ['solved', 'explained', 'self-help', 'merged', 'invalid', 'withdrawn'];

/** Of the outcomes of parts the one that is told of the whole. */
export function bestOutcome(one: Outcome | null, other: Outcome): Outcome {
  if (one === null) return other;
  return BEST_FIRST.find((outcome) => outcome === one || outcome === other) ?? other;
}
