import type { Severity } from '@gridwhistle/kernel';
import type { ORDER_CLOCKS } from '@gridwhistle/contracts';
import { fact, type Fact } from './fact.js';

/** The order whose clock came to a rung. */
export interface RungOrder {
  readonly id: string;
  readonly ticketId: string;
  readonly unit: string;
  readonly verifier: string;
  readonly severity: Severity;
}

/** What a rung of an order's clock tells: `amber`, `due` or `overdue`; the verification clock's is the verifier's matter. */
export function rungFact(order: RungOrder, rung: string, kind: string, dueAt: Date): Fact {
  const { id, ticketId, unit, verifier, severity } = order;
  const clock = kind === 'accept' || kind === 'verification' ? kind : 'handling';
  const owing = clock === 'verification' ? { verifier } : {};
  const data = { orderId: id, ticketId, unit, severity, clock, dueAt: dueAt.toISOString(), ...owing } as const;
  if (rung === 'amber') return fact('order.amber', data);
  return fact(rung === 'due' ? 'order.due' : 'order.overdue', data);
}

/** A rung of one of an order's clocks that fired although the clock stood, or was longer, since `since`. */
export function rungVoided(
  { id, ticketId, unit }: Pick<RungOrder, 'id' | 'ticketId' | 'unit'>,
  rung: string,
  since: Date,
  clock: (typeof ORDER_CLOCKS)[number] = 'handling',
): Fact {
  const known = rung === 'amber' || rung === 'due' ? rung : 'overdue';
  return fact('order.rung-voided', { orderId: id, ticketId, unit, rung: known, clock, since: since.toISOString() });
}
