import { DomainError } from '@gridwhistle/kernel';
import type { EntityManager } from 'typeorm';
import { FactEntity } from './fact.store.js';

/**
 * Whoever has a ticket has its report or its assignment, which are facts by its id.
 * @throws DomainError `ticket.unknown` while no event has told of the ticket
 */
export async function requireKnownTicket(tx: EntityManager, id: string): Promise<void> {
  const where = (['report', 'ticket'] as const).map((kind) => ({ kind, id }));
  if (await tx.exists(FactEntity, { where })) return;
  const message = 'no event has told of it here; of what happened a moment ago it is on its way: try again';
  throw new DomainError('ticket.unknown', `nothing is known of ticket ${id}: ${message}`, [
    { field: 'ticketId', message },
  ]);
}
