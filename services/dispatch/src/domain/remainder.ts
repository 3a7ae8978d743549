import { capClock, isEnded, resumeClock, type Clock } from '@gridwhistle/clocks';
import type { Matter } from './matter.js';
import { assistsOf, isOpen, type Order } from './order.js';
import type { Context } from './rules.js';

/** The handling clock of an order that goes on: with what it had left, but no more than is left of what it lies within (rule 9). */
export function goingOn(matter: Matter, order: Order, at: Date, { rules }: Pick<Context, 'rules'>): Clock {
  const clock = resumeClock(order.handlingClock, at);
  if (clock === order.handlingClock) return clock;
  return clocksOver(matter, order, { rules }).reduce((capped, over) => capClock(capped, over, rules.calendar), clock);
}

/** Its parent's or its lead's; and the ticket's, unless the profile gives the tier a limit of its own. */
function clocksOver(matter: Matter, order: Order, { rules }: Pick<Context, 'rules'>): Clock[] {
  const over = overOf(matter, order)?.handlingClock ?? [];
  const { clock, round } = matter.ticket;
  const isWithinTicket = clock !== null && !isEnded(clock) && round === order.round && !rules.tierLimit(order.tier);
  return [over, isWithinTicket ? clock : []].flat();
}

/** Whose remainder it has: the lead that it assists, or whoever delegated it. */
export const overOf = (matter: Matter, order: Order): Order | undefined =>
  leadOf(matter, order) ?? parentThatWaits(matter, order);

/** The order that delegated this one and waits for it. */
export const parentThatWaits = ({ orders }: Matter, order: Order): Order | undefined =>
  orders.find(({ waitsFor }) => waitsFor === order.id);

const leadOf = ({ orders }: Matter, assist: Order): Order | undefined =>
  orders.find((lead) => isOpen(lead) && (assistsOf(lead, [assist]).length > 0 || leadsWhistle(lead, assist)));

const leadsWhistle = (lead: Order, assist: Order): boolean =>
  assist.role === 'assist' && assist.whistleId !== null && lead.role === 'lead' && lead.whistleId === assist.whistleId;
