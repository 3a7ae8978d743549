import type { Envelope } from '@gridwhistle/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EventPage } from './gap.js';

const PAGE = 500;

const EVENTS = `select sequence, subject, envelope from event_log
  where entity = $1 and aggregate_id = $2 and sequence > $3 order by sequence limit ${PAGE}`;
const LAST = `select coalesce(max(sequence), 0) as last from event_log where entity = $1 and aggregate_id = $2`;

/** The service's own log, read by other services: the gaps in what they received. */
@Injectable()
export class EventPages {
  constructor(private readonly dataSource: DataSource) {}

  /** Events of an aggregate after a sequence, in order, at most 500, and the sequence of its last one. */
  async page(entity: string, aggregateId: string, after: number): Promise<EventPage> {
    const rows = await this.dataSource.query<{ subject: string; envelope: string }[]>(EVENTS, [
      entity,
      aggregateId,
      after,
    ]);
    const [newest] = await this.dataSource.query<{ last: number }[]>(LAST, [entity, aggregateId]);
    const events = rows.map(({ subject, envelope }) => ({ subject, envelope: JSON.parse(envelope) as Envelope }));
    return { events, last: newest?.last ?? 0 };
  }
}
