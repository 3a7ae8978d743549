import type { Severity } from '@gridwhistle/kernel';
import { fact, type Fact } from './fact.js';

/** The order whose clock came to a rung. */
export interface RungOrder {
  readonly id: string;
  readonly ticketId: string;
  readonly unit: string;
  readonly severity: Severity;
}

/** What a rung of an order's clock tells: `amber`, `due` or `overdue` of its accept or handling clock. */
export function rungFact({ id, ticketId, unit, severity }: RungOrder, rung: string, clock: string, dueAt: Date): Fact {
  const kind = clock === 'accept' ? 'accept' : 'handling';
  const data = { orderId: id, ticketId, unit, severity, clock: kind, dueAt: dueAt.toISOString() } as const;
  if (rung === 'amber') return fact('order.amber', data);
  return fact(rung === 'due' ? 'order.due' : 'order.overdue', data);
}

/** A rung of the handling or accept clock that fired although the clock stood, or was longer, since `since`. */
export function rungVoided(
  { id, ticketId, unit }: RungOrder,
  rung: string,
  since: Date,
  clock: 'accept' | 'handling' = 'handling',
): Fact {
  const known = rung === 'amber' || rung === 'due' ? rung : 'overdue';
  return fact('order.rung-voided', { orderId: id, ticketId, unit, rung: known, clock, since: since.toISOString() });
}
