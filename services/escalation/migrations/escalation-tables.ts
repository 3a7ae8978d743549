import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whistles, what is known of orders, reminders and supervisions. */
export class EscalationTables1767225700000 implements MigrationInterface {
  name = 'EscalationTables1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table whistle (
        id uuid primary key,
        ticket_id uuid not null,
        order_id uuid not null,
        township text not null,
        kind text not null,
        state text not null,
        lead text not null,
        assists jsonb not null,
        requested_by text not null,
        reason text not null,
        attendance jsonb not null,
        completion_asked boolean not null,
        approval_due_at timestamptz not null,
        report_in_due_at timestamptz,
        requested_at timestamptz not null,
        sequence int not null,
        end_reason text
      );
      create unique index whistle_open_once on whistle (order_id)
        where state not in ('declined', 'completed', 'cancelled');
      create index whistle_ticket on whistle (ticket_id);
      create table known_order (
        order_id uuid primary key,
        ticket_id uuid not null,
        whistle_id uuid,
        unit text not null,
        role text not null,
        verifier text not null,
        area text not null,
        ended boolean not null
      );
      create table follow_up (
        id uuid primary key,
        kind text not null,
        ticket_id uuid not null,
        order_id uuid not null,
        whistle_id uuid,
        unit text not null,
        supervisor text,
        cause text not null,
        reason text,
        made_by text,
        at timestamptz not null
      );
      create index follow_up_order on follow_up (order_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table follow_up, known_order, whistle');
  }
}
