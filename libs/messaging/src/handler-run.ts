import type { Envelope } from '@gridwhistle/contracts';
import type { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Arrival } from './arrival.js';
import type { Handler } from './handlers.js';
import type { Delivered } from './on.js';
import { clientOf } from './statement.js';
import { inSteps, Step } from './step.js';
import { blame } from './trouble.js';

/** A handler has this long. */
export const HANDLER_LIMIT_MS = 30_000;

/**
 * Runs a handler with its arrivals inside the transaction, with a span of each one's ticket: all at once where it takes
 * many, else one after the other. Its errors are blamed on it.
 */
export async function runHandler(
  tx: EntityManager,
  handler: Handler,
  arrivals: readonly Arrival[],
  limitMs = HANDLER_LIMIT_MS,
): Promise<void> {
  const portions = handler.many ? [arrivals] : arrivals.map((arrival) => [arrival]);
  for (const portion of portions) {
    const deliveries = portion.map((arrival) => deliveredOf(tx, arrival));
    const steps = deliveries.map(({ step }) => step);
    try {
      await within(limitMs, tx, () => inSteps(steps, () => handler.run(tx, deliveries)));
    } catch (error) {
      throw blame(error);
    }
  }
}

function deliveredOf(tx: EntityManager, arrival: Arrival): Delivered {
  const { envelope, place, id, event } = arrival;
  if (!envelope || !place || !event) throw new Error('an arrival without event has no handler');
  return {
    tx,
    event,
    step: stepOf(arrival, envelope),
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

function stepOf({ handler, type, id }: Arrival, { ticketid, traceparent, unit }: Envelope): Step {
  const attributes = { 'gw.consumer': handler?.durable ?? '', 'gw.event': type, 'messaging.message.id': id };
  return Step.begin(`handle ${type}`, { ticketId: ticketid ?? null, traceparent, unit, attributes });
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
