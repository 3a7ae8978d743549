import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // What was noted before is taken for the whole range: the safe reading.
  `alter table relay_note
    add column first_stream_seq bigint not null default 0,
    add column last_log_id bigint not null default 9223372036854775807`,
  `alter table relay_note alter column first_stream_seq drop default, alter column last_log_id drop default`,
  `create index relay_note_position on relay_note (part, stream_seq)`,
  // Which stream the partition has been compared with, up to which log row it was put back, and whether somebody asked
  // for the whole log.
  `create table relay_part (
    part smallint primary key,
    stream_created text not null,
    heal_until bigint not null default 0,
    rebuild boolean not null default false)`,
  `create table relay_heal (
    id bigint generated always as identity primary key,
    part smallint not null,
    whole boolean not null,
    from_log_id bigint not null,
    events int not null,
    at timestamptz not null)`,
  // How far each durable had come, partition by partition. start_log_id: lost with its stream, has to go on from here.
  `create table durable_position (
    part smallint not null,
    durable text not null,
    floor bigint not null,
    start_log_id bigint,
    primary key (part, durable))`,
  // What this service's own durables were given last: shows whether they are ahead of a stream that lost its end.
  `create table durable_mark (
    id bigint generated always as identity primary key,
    durable text not null,
    stream_seq bigint not null,
    event_id uuid not null,
    floor bigint not null,
    at timestamptz not null)`,
  `create index durable_mark_durable on durable_mark (durable, stream_seq)`,
];

const DOWN = [
  'drop table durable_mark',
  'drop table durable_position',
  'drop table relay_heal',
  'drop table relay_part',
  'drop index relay_note_position',
  'alter table relay_note drop column first_stream_seq, drop column last_log_id',
];

/** What a lost stream is healed by. */
export class StreamHealing1767225600003 implements MigrationInterface {
  readonly name = 'StreamHealing1767225600003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
