import type { DataSource } from 'typeorm';
import type { Noted } from './agreement.js';

interface Row {
  part: number;
  position: number;
  event_id: string;
  at: Date;
}

const NEWEST = `select p.part, n.stream_seq::float8 as position, n.event_id, n.at
  from unnest($1::smallint[]) p (part)
  cross join lateral (
    select stream_seq, event_id, at from relay_note where part = p.part order by stream_seq desc limit 1) n`;
const ALL = `select part, stream_seq::float8 as position, event_id, at from relay_note
  where part = $1 order by stream_seq`;

/** What the relay noted of its acknowledged messages: every hundredth of each partition, and the last. */
export class Notes {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest note of each of these partitions. */
  async newest(parts: readonly number[]): Promise<Map<number, Noted>> {
    const rows = await this.dataSource.query<Row[]>(NEWEST, [parts]);
    return new Map(rows.map((row) => [row.part, noted(row)]));
  }

  /** All notes of a partition, in order of their position. */
  async all(part: number): Promise<Noted[]> {
    return (await this.dataSource.query<Row[]>(ALL, [part])).map(noted);
  }
}

const noted = ({ position, event_id, at }: Row): Noted => ({ position, eventId: event_id, at });
