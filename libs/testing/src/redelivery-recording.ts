import { contractOf, envelopeOf, subjectOf, type Envelope } from '@gridwhistle/contracts';
import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';

/** An event as the bus carries it. */
export interface Recorded {
  subject: string;
  envelope: Envelope;
}

/** What events are about: ids are UUIDv7; `unit` holds it, null where nobody does. */
export interface Subject {
  id: string;
  ticketId: string | null;
  unit: string | null;
}

/**
 * Makes a history by hand; sequences count per aggregate, times go on by a minute an event:
 *
 *     new Recording('522730')
 *       .say({ id: ticketId, ticketId, unit: null }, make(ReportReceived, { … }))
 *       .say({ id: orderId, ticketId, unit: '522730-water' }, make(OrderIssued, { … }), make(OrderAccepted, { … }))
 *       .events
 */
export class Recording {
  readonly events: Recorded[] = [];
  private readonly sequences = new Map<string, number>();

  constructor(
    private readonly district: string,
    private readonly start = new Date('2026-03-02T01:00:00Z'),
  ) {}

  /** Adds events of one aggregate, in order. */
  say(subject: Subject, ...events: object[]): this {
    events.forEach((event) => this.add(subject, event));
    return this;
  }

  private add({ id, ticketId, unit }: Subject, event: object): void {
    const contract = contractOf(event);
    const key = `${contract.entity}/${id}`;
    const sequence = (this.sequences.get(key) ?? 0) + 1;
    this.sequences.set(key, sequence);
    const time = new Date(this.start.getTime() + this.events.length * 60_000);
    const parts = { id: v7(), district: this.district, aggregateId: id, sequence, time, ticketId, unit };
    this.events.push({
      subject: subjectOf(this.district, contract.name, unit),
      envelope: envelopeOf(contract, event, parts),
    });
  }
}

/** Everything that a running service has published, in the order of its log: to be given to another service. */
export async function recordedIn(source: DataSource): Promise<Recorded[]> {
  const rows = await source.query<{ subject: string; envelope: string }[]>(
    'select subject, envelope from event_log order by id',
  );
  return rows.map(({ subject, envelope }) => ({ subject, envelope: JSON.parse(envelope) as Envelope }));
}
