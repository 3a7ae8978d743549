import { inTicketSpan } from '@gridwhistle/platform';
import type { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Arrival } from './arrival.js';
import type { Delivery } from './on.js';
import { clientOf } from './statement.js';
import { blame } from './trouble.js';

/** A handler has this long. */
export const HANDLER_LIMIT_MS = 30_000;

/** Runs the handler of an arrival inside the transaction, with a span of its ticket; its errors are blamed on it. */
export async function runHandler(tx: EntityManager, arrival: Arrival, limitMs = HANDLER_LIMIT_MS): Promise<void> {
  const { handler, event, envelope } = arrival;
  if (!handler || !event || !envelope) return;
  const delivery = deliveryOf(tx, arrival);
  const work = async (): Promise<void> => handler.run(event, delivery);
  try {
    await within(limitMs, tx, () => (delivery.ticketId ? inSpan(arrival, delivery, work) : work()));
  } catch (error) {
    throw blame(error);
  }
}

function inSpan({ handler, envelope, type }: Arrival, delivery: Delivery, work: () => Promise<void>): Promise<void> {
  const attributes = {
    'gw.consumer': handler?.durable ?? '',
    'gw.event': type,
    'messaging.message.id': delivery.eventId,
  };
  const { ticketId, unit } = delivery;
  return inTicketSpan(`handle ${type}`, { ticketId, traceparent: envelope?.traceparent, unit, attributes }, work);
}

function deliveryOf(tx: EntityManager, { envelope, place, id }: Arrival): Delivery {
  if (!envelope || !place) throw new Error('an arrival without envelope has no handler');
  return {
    tx,
    eventId: id,
    owner: place.owner,
    entity: place.entity,
    aggregateId: place.aggregateId,
    sequence: place.sequence,
    ticketId: envelope.ticketid ?? null,
    unit: envelope.unit,
    at: new Date(envelope.time),
  };
}

/**
 * Ends the wait for work that hangs. The connection is ended with it: else what the work still does would run on it
 * after the rollback, outside of any transaction.
 */
async function within(limitMs: number, tx: EntityManager, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the handler took longer than ${limitMs / 1000} s`));
      void clientOf(tx).then((client) => (client as Client).end());
    }, limitMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
