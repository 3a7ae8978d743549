import { dueAt } from '@gridwhistle/clocks';
import { fact } from './fact.js';
import { NOTHING, type Change, type Matter } from './matter.js';
import { leadsOf } from './order.js';
import type { Context } from './rules.js';
import type { Wait } from './stage-clock.js';

/** A rating, a call-back that reaches the citizen, a redo and the end of the window all take the ticket out of it. */
const mayBeAsked = ({ ticket }: Matter): boolean => ticket.state === 'resolved';

export const CALL_BACK_WAIT: Wait = { kind: 'call-back', field: 'callBackClock', lasts: mayBeAsked };

/** Nobody has reached the reporter in time: the centre, which handled nothing, is told so once. */
export function callBackDue(matter: Matter, { rules, now }: Context): Change {
  const { ticket } = matter;
  const orderId = ticket.parts?.orderId ?? confirmedLead(matter)?.id;
  if (!mayBeAsked(matter) || orderId === undefined) return NOTHING;
  const due = ticket.callBackClock && dueAt(ticket.callBackClock, rules.calendar);
  const caller = rules.centre(ticket.area ?? undefined).code;
  const about = { ticketId: ticket.id, orderId, round: ticket.round, caller };
  const event = fact('ticket.call-back-due', { ...about, dueAt: (due?.at ?? now).toISOString() });
  return { ticket: { next: ticket, events: [event] }, orders: [] };
}

const confirmedLead = ({ ticket, orders }: Matter) =>
  leadsOf(orders, ticket.round).findLast(({ state, parentId }) => state === 'confirmed' && parentId === null);
