import type { Envelope } from '@gridwhistle/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EventPage } from './gap.js';

const PAGE = 500;
const HISTORY_PAGE = 1_000;

const EVENTS = `select sequence, subject, envelope from event_log
  where entity = $1 and aggregate_id = $2 and sequence > $3 order by sequence limit ${PAGE}`;
const LAST = `select coalesce(max(sequence), 0) as last from event_log where entity = $1 and aggregate_id = $2`;

const HISTORY = `select aggregate_id as aggregate, sequence, envelope from event_log
  where entity = $1 and (aggregate_id, sequence) > ($2::uuid, $3::int) and at <= $4
  order by aggregate_id, sequence limit ${HISTORY_PAGE}`;

/** An entity's events, aggregate by aggregate, and where the next page begins. */
export interface History {
  events: { envelope: Envelope }[];
  next?: Mark;
}

/** After which event of which aggregate. */
export interface Mark {
  aggregate: string;
  sequence: number;
}

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

  /** A page of everything that happened to the aggregates of an entity until a moment, in the order of their ids. */
  async history(entity: string, after: Mark, until: Date): Promise<History> {
    const values = [entity, after.aggregate, after.sequence, until];
    const rows = await this.dataSource.query<(Mark & { envelope: string })[]>(HISTORY, values);
    const events = rows.map(({ envelope }) => ({ envelope: JSON.parse(envelope) as Envelope }));
    const last = rows.length < HISTORY_PAGE ? undefined : rows.at(-1);
    return { events, ...(last ? { next: { aggregate: last.aggregate, sequence: last.sequence } } : {}) };
  }
}
