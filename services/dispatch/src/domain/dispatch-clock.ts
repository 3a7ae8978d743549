import { dueAt, endClock, type Clock } from '@gridwhistle/clocks';
import type { Severity } from '@gridwhistle/kernel';
import { fact } from './fact.js';
import { applied, NOTHING, type Change, type Matter } from './matter.js';
import type { Context } from './rules.js';
import { startStageClock } from './stage-clock.js';
import type { Ticket } from './ticket.js';

/** Runs while somebody must say whose the matter is; null where the profile gives no time for that. */
export const startDispatchClock = (severity: Severity, context: Context): Clock | null =>
  startStageClock('dispatch', severity, context);

/** A report that nobody has assigned, a return that nobody has ruled (rule 3). */
const mustBeDispatched = ({ ticket, orders }: Matter): boolean =>
  ticket.state === 'reported' || (ticket.state === 'assigned' && orders.some(({ state }) => state === 'returned'));

/** What follows for the dispatch clock from every decision: it starts with a return and ends when that is ruled. */
export function keepDispatchClock(matter: Matter, change: Change, context: Context): Change {
  const after = applied(matter, change);
  const { dispatchClock: clock } = after.ticket;
  const isRunning = clock !== null && clock.state !== 'ended';
  if (isRunning === mustBeDispatched(after)) return change;
  const dispatchClock = isRunning
    ? endClock(clock, context.now, context.rules.calendar)
    : startDispatchClock(after.ticket.severity, context);
  if (dispatchClock === clock) return change;
  const next: Ticket = { ...after.ticket, dispatchClock };
  return { ...change, ticket: { next, events: change.ticket?.events ?? [] } };
}

/** Nobody has said in time whose the matter is: told once. */
export function dispatchDue(matter: Matter, { rules, now }: Context): Change {
  const { ticket, orders } = matter;
  if (!mustBeDispatched(matter)) return NOTHING;
  const returned = orders.find(({ state }) => state === 'returned');
  const due = ticket.dispatchClock && dueAt(ticket.dispatchClock, rules.calendar);
  const event = fact('ticket.dispatch-due', {
    ticketId: ticket.id,
    dispatcher: returned?.dispatcher ?? ticket.dispatcher,
    dueAt: (due?.at ?? now).toISOString(),
    ...(returned ? { orderId: returned.id } : {}),
  });
  return { ticket: { next: ticket, events: [event] }, orders: [] };
}
