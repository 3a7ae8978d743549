import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Which of the profile's platforms an order came by; null for the bridge's own format.
  `alter table hotline_order add platform text`,
  `alter table hotline_order add withdrawal_asked_at timestamptz`,
  // Whatever the hotline says about an order is one kind of fact: call-backs, urges, withdrawals.
  `alter table call_back rename to said`,
  `alter table said add kind text not null default 'call-back' check (kind in ('call-back', 'urge', 'withdrawal'))`,
  `alter table said alter kind drop default`,
  // Sealed, like an order's; null where only codes were said.
  `alter table said add words text`,
  // The round that an effective call-back speaks of: one is taken for each.
  `alter table said add effective_round smallint`,
  `create unique index said_effective on said (ticket_id, effective_round) where effective_round is not null`,
  `alter table outgoing drop constraint outgoing_state_check`,
  `alter table outgoing add constraint outgoing_state_check
    check (state in ('owed', 'delivered', 'parked', 'silent', 'dropped'))`,
  // Who freed or gave up a parked message.
  `alter table outgoing add settled_by text`,
  `create index outgoing_parked on outgoing (id) where state = 'parked'`,
];

const DOWN = [
  `drop index outgoing_parked`,
  `alter table outgoing drop settled_by`,
  `update outgoing set state = 'parked' where state in ('silent', 'dropped')`,
  `alter table outgoing drop constraint outgoing_state_check`,
  `alter table outgoing add constraint outgoing_state_check check (state in ('owed', 'delivered', 'parked'))`,
  `drop index said_effective`,
  `alter table said drop effective_round`,
  `delete from said where kind <> 'call-back'`,
  `alter table said drop words`,
  `alter table said drop kind`,
  `alter table said rename to call_back`,
  `alter table hotline_order drop withdrawal_asked_at`,
  `alter table hotline_order drop platform`,
];

export class HotlinePlatforms1767225621000 implements MigrationInterface {
  readonly name = 'HotlinePlatforms1767225621000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
