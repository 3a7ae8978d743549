import { fact, type Fact } from './fact.js';
import type { Order } from './order.js';
import type { Ticket } from './ticket.js';

/** Whom its route has told of the matter without asking them to act: an emergency starts at the township, the grid informed. */
export const informedOf = ({ routing }: Pick<Ticket, 'routing'>): readonly string[] => routing?.inform ?? [];

/** They are told as the matter starts; whoever has its order knows of it by that. */
export function informed(ticket: Ticket, { id: orderId, unit }: Order): Fact[] {
  const units = informedOf(ticket).filter((told) => told !== unit);
  const { id: ticketId, severity } = ticket;
  return units.length === 0 ? [] : [fact('ticket.informed', { ticketId, orderId, units, severity })];
}
