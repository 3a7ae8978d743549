import type { Envelope } from '@gridwhistle/contracts';
import type { ServiceName } from '@gridwhistle/kernel';
import type { InternalClient } from '@gridwhistle/platform';
import type { Arrival, Reader } from './arrival.js';
import type { EarlyArrival } from './waiting-room.js';

/** Events of one aggregate from its owner's log, in order; a page of it. */
export interface EventPage {
  events: { subject: string; envelope: Envelope }[];
  /** Sequence of the last event that the log holds; 0 for none. */
  last: number;
}

/** Asks the owner for what lies before an early event. */
export class Gaps {
  constructor(
    private readonly client: InternalClient,
    private readonly reader: Reader,
  ) {}

  /**
   * The events between what was applied and the early one, to be run alone. When its owner's log does not hold the early event
   * itself, nobody can have published it: it becomes faulty and places nothing. Throws when the owner does not answer.
   */
  async fetch(early: EarlyArrival): Promise<Arrival[]> {
    const { owner, entity, aggregateId, sequence } = early.place;
    const path = `/internal/events/${entity}/${aggregateId}?after=${early.after ?? 0}`;
    const { events, last } = await this.client.get<EventPage>(owner as ServiceName, path);
    const own = events.find(({ envelope }) => Number(envelope.sequence) === sequence);
    if (last < sequence || (own && own.envelope.id !== early.id)) this.disown(early);
    const before = events.filter(({ envelope }) => Number(envelope.sequence) < sequence);
    return before.map(({ subject, envelope }) => this.reader.fromOwner(subject, envelope));
  }

  private disown(early: Arrival): void {
    early.fault = `the log of its owner does not hold it: ${early.fault ?? 'it was not published by its owner'}`;
    delete early.place;
  }
}
