import { DomainError, type Channel, type Severity } from '@gridwhistle/kernel';
import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, type EntityManager } from 'typeorm';

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
  directiveId: string | null;
  codeDigest: Buffer | null;
  withdrawalAskedAt: Date | null;
  /** The reporter withdrew, and the matter goes on for others. */
  hasLeft: boolean;
  objectedAt: Date | null;
  objection?: string | null;
  reopeningRound: number | null;
  formerTicketId: string | null;
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
    directiveId: { type: 'uuid', name: 'directive_id', nullable: true },
    codeDigest: { type: 'bytea', name: 'code_digest', nullable: true },
    withdrawalAskedAt: { type: 'timestamptz', name: 'withdrawal_asked_at', nullable: true },
    hasLeft: { type: 'boolean', name: 'has_left' },
    objectedAt: { type: 'timestamptz', name: 'objected_at', nullable: true },
    objection: { type: 'text', nullable: true, select: false },
    reopeningRound: { type: 'smallint', name: 'reopening_round', nullable: true },
    formerTicketId: { type: 'uuid', name: 'former_ticket_id', nullable: true },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    sequence: { type: 'int' },
  },
});

const reports = new ManyRows(ReportEntity);

/** The columns that a new report brings, each a parameter. */
const COLUMNS = [
  ['id', 'uuid', 'id'],
  ['channel', 'text', 'channel'],
  ['severity', 'text', 'severity'],
  ['category', 'text', 'category'],
  ['condition', 'text', 'condition'],
  ['grid', 'text', 'grid'],
  ['lon', 'float8', 'lon'],
  ['lat', 'float8', 'lat'],
  ['cell', 'bigint', 'cell'],
  ['words', 'text', 'words'],
  ['words_key', 'bytea', 'wordsKey'],
  ['reporter', 'text', 'reporter'],
  ['photos', 'smallint', 'photos'],
  ['anonymous', 'boolean', 'anonymous'],
  ['confidential', 'boolean', 'confidential'],
  ['reported_by', 'text', 'reportedBy'],
  ['similar_to', 'uuid', 'similarTo'],
  ['directive_id', 'uuid', 'directiveId'],
  ['code_digest', 'bytea', 'codeDigest'],
  ['former_ticket_id', 'uuid', 'formerTicketId'],
  ['sequence', 'int', 'sequence'],
] as const satisfies readonly (readonly [string, string, keyof ReportRow])[];
const NAMES = COLUMNS.map(([name]) => name).join(', ');
const ARRAYS = COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');

/** Their words are to be indexed; a worker does that. */
const INSERT = {
  name: 'intake_reports',
  text: `with written as (
      insert into report (${NAMES}, received_at)
      select ${NAMES}, $${COLUMNS.length + 1} from unnest(${ARRAYS}) u (${NAMES})
      on conflict (id) do nothing returning id),
    wanted as (insert into word_wanted (ticket_id) select id from written on conflict do nothing)
    select id from written`,
};

@Injectable()
export class ReportStore {
  /** Writes reports; gives the ids of those that were not there already. */
  async insertAll(tx: EntityManager, rows: readonly ReportRow[], receivedAt: Date): Promise<Set<string>> {
    const columns = COLUMNS.map(([, , key]) => rows.map((row) => row[key]));
    const written = await run<{ id: string }>(tx, INSERT, [...columns, receivedAt]);
    return new Set(written.map(({ id }) => id));
  }

  find(tx: EntityManager, id: string): Promise<ReportRow | null> {
    return tx.findOne(ReportEntity, { where: { id } });
  }

  /** The sealed words of those reports that there are. */
  async wordsOf(tx: EntityManager, ids: readonly string[]): Promise<Pick<ReportRow, 'id' | 'words'>[]> {
    return tx.query('select id, words from report where id = any($1::uuid[])', [ids]);
  }

  /** The report, or `ticket.unknown`. */
  async get(tx: EntityManager, id: string): Promise<ReportRow> {
    const row = await this.find(tx, id);
    if (!row) throw new DomainError('ticket.unknown', 'there is no such ticket');
    return row;
  }

  /** The report with its row locked until the transaction ends, or null. */
  async lock(tx: EntityManager, id: string): Promise<ReportRow | null> {
    return (await reports.lock(tx, [{ id }]))[0] ?? null;
  }

  async update(tx: EntityManager, id: string, change: Partial<ReportRow>): Promise<void> {
    await tx.update(ReportEntity, { id }, change);
  }

  /** Their reporters withdrew, and the matters go on for others. */
  async leave(tx: EntityManager, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.update(ReportEntity, { id: In([...ids]) }, { hasLeft: true });
  }

  /** A withdrawal that came too late: it may be asked for again, of a later round. */
  async forgetWithdrawals(tx: EntityManager, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.update(ReportEntity, { id: In([...ids]) }, { withdrawalAskedAt: null });
  }
}
