import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The same tables as intake's. */
@Entity('report')
export class Report {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') channel!: string;
  @Column('text') severity!: string;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('text', { nullable: true }) condition!: string | null;
  @Column('text', { nullable: true }) grid!: string | null;
  @Column('double precision', { nullable: true }) lon!: number | null;
  @Column('double precision', { nullable: true }) lat!: number | null;
  @Column('bigint', { nullable: true }) cell!: number | null;
  @Column('text') words!: string;
  @Column('bytea', { name: 'words_key' }) wordsKey!: Buffer;
  @Column('text', { nullable: true }) reporter!: string | null;
  @Column('smallint') photos!: number;
  @Column('boolean') anonymous!: boolean;
  @Column('boolean') confidential!: boolean;
  @Column('bytea', { name: 'code_digest', nullable: true }) codeDigest!: Buffer | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('int') sequence!: number;
}

@Entity('event_log')
export class EventLog {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column('smallint') part!: number;
  @Column('uuid', { name: 'ticket_id' }) ticketId!: string;
  @Column('text') entity!: string;
  @Column('uuid', { name: 'aggregate_id' }) aggregateId!: string;
  @Column('int') sequence!: number;
  @Column('uuid', { name: 'event_id' }) eventId!: string;
  @Column('text') type!: string;
  @Column('text') subject!: string;
  @Column('text') envelope!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('outbox')
export class Outbox {
  @PrimaryColumn('smallint') part!: number;
  @PrimaryColumn('bigint', { name: 'log_id' }) logId!: string;
}

@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('text') caller!: string;
  @PrimaryColumn('text') act!: string;
  @PrimaryColumn('text') key!: string;
  @Column('bytea') digest!: Buffer;
  @Column('jsonb', { nullable: true }) answer!: object | null;
  @Column('timestamptz', { name: 'used_at' }) usedAt!: Date;
}

export const ENTITIES = [Report, EventLog, Outbox, IdempotencyKey];
