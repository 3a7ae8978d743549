import { dueAt, type Clock } from '@gridwhistle/clocks';
import type { Severity } from '@gridwhistle/kernel';
import { fact } from './fact.js';
import { NOTHING, type Change, type Matter } from './matter.js';
import type { Context } from './rules.js';
import { startStageClock, type Wait } from './stage-clock.js';

/** Runs while somebody must say whose the matter is; null where the profile gives no time for that. */
export const startDispatchClock = (severity: Severity, context: Context): Clock | null =>
  startStageClock('dispatch', severity, context);

/** A report that nobody has assigned, a return that nobody has ruled (rule 3). */
const mustBeDispatched = ({ ticket, orders }: Matter): boolean =>
  ticket.state === 'reported' || (ticket.state === 'assigned' && orders.some(({ state }) => state === 'returned'));

/** It starts with a return and ends when that is ruled. */
export const DISPATCH_WAIT: Wait = { kind: 'dispatch', field: 'dispatchClock', lasts: mustBeDispatched };

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
