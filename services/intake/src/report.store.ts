import { DomainError, type Channel, type Severity } from '@gridwhistle/kernel';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { cellsAround, type Candidate, type Place, type SimilarCase } from './domain/similar-case.js';

/** One report as it is stored; `words` and `reporter` are sealed (see sealed.ts). */
export interface ReportRow {
  id: string;
  channel: Channel;
  severity: Severity;
  category: string | null;
  condition: string | null;
  grid: string | null;
  lon: number | null;
  lat: number | null;
  cell: number | null;
  words: string;
  wordsKey: Buffer;
  reporter: string | null;
  photos: number;
  anonymous: boolean;
  confidential: boolean;
  reportedBy: string | null;
  similarTo: string | null;
  codeDigest: Buffer | null;
  withdrawalAskedAt: Date | null;
  receivedAt: Date;
  sequence: number;
}

export const ReportEntity = new EntitySchema<ReportRow>({
  name: 'report',
  columns: {
    id: { type: 'uuid', primary: true },
    channel: { type: 'text' },
    severity: { type: 'text' },
    category: { type: 'text', nullable: true },
    condition: { type: 'text', nullable: true },
    grid: { type: 'text', nullable: true },
    lon: { type: 'double precision', nullable: true },
    lat: { type: 'double precision', nullable: true },
    cell: { type: 'bigint', nullable: true, select: false },
    words: { type: 'text' },
    wordsKey: { type: 'bytea', name: 'words_key', select: false },
    reporter: { type: 'text', nullable: true },
    photos: { type: 'smallint' },
    anonymous: { type: 'boolean' },
    confidential: { type: 'boolean' },
    reportedBy: { type: 'text', name: 'reported_by', nullable: true },
    similarTo: { type: 'uuid', name: 'similar_to', nullable: true },
    codeDigest: { type: 'bytea', name: 'code_digest', nullable: true },
    withdrawalAskedAt: { type: 'timestamptz', name: 'withdrawal_asked_at', nullable: true },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    sequence: { type: 'int' },
  },
});

const SIMILAR = `
  select r.id, r.lon, r.lat, r.words_key = $1 as same
  from report r left join ticket_standing t on t.ticket_id = r.id
  where (t.state is null or t.state <> 'closed') and r.received_at > $2 and r.id in (
    (select id from report where words_key = $1 and received_at > $2 order by received_at desc limit 20)
    union all
    (select id from report where category = $3 and cell = any($4) and received_at > $2 order by received_at desc limit 200))
  order by r.received_at`;

interface SimilarRow {
  id: string;
  lon: number | null;
  lat: number | null;
  same: boolean;
}

@Injectable()
export class ReportStore {
  /** Writes the report; false when it is there already. */
  async insert(tx: EntityManager, row: ReportRow): Promise<boolean> {
    const written = await tx
      .createQueryBuilder()
      .insert()
      .into(ReportEntity)
      .values(row)
      .orIgnore()
      .returning('id')
      .execute();
    return (written.raw as unknown[]).length > 0;
  }

  find(tx: EntityManager, id: string): Promise<ReportRow | null> {
    return tx.findOne(ReportEntity, { where: { id } });
  }

  /** The report, or `ticket.unknown`. */
  async get(tx: EntityManager, id: string): Promise<ReportRow> {
    const row = await this.find(tx, id);
    if (!row) throw new DomainError('ticket.unknown', 'there is no such ticket');
    return row;
  }

  /** The report with its row locked until the transaction ends, or null. */
  lock(tx: EntityManager, id: string): Promise<ReportRow | null> {
    return tx.findOne(ReportEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: EntityManager, id: string, change: Partial<ReportRow>): Promise<void> {
    await tx.update(ReportEntity, { id }, change);
  }

  /** Recent reports of open tickets that might be the same matter: the same words, or the same category near by. */
  async candidates(
    tx: EntityManager,
    matter: { wordsKey: Buffer; category: string | undefined; place: Place | undefined },
    rule: SimilarCase,
    now: Date,
  ): Promise<Candidate[]> {
    const since = new Date(now.getTime() - rule.hours * 3_600_000);
    const cells = matter.place ? cellsAround(matter.place, rule.metres) : [];
    const values = [matter.wordsKey, since, matter.category ?? null, cells];
    const rows = await tx.query<SimilarRow[]>(SIMILAR, values);
    return rows.map(({ id, lon, lat, same }) => ({
      id,
      place: lon === null || lat === null ? undefined : ([lon, lat] as const),
      sameWords: same,
    }));
  }
}
