import { OrderAccepted, OrderProgressed } from '@gridwhistle/contracts';
import { COMMON_SETTINGS, PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { Injectable, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MESSAGING_MIGRATIONS, MessagingModule, On, type Delivery } from '../src/index.js';

class SeenTable1767225600002 implements MigrationInterface {
  readonly name = 'SeenTable1767225600002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table seen (id bigint generated always as identity, order_id uuid not null, sequence int not null, type text not null)',
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seen');
  }
}

/** Writes down every event it is given: an effect that shows when it is repeated or out of order. */
@Injectable()
export class Watcher {
  /** What to do before the effect, by order id. */
  readonly before = new Map<string, (delivery: Delivery) => Promise<void>>();

  @On(OrderProgressed, 'escalation-orders')
  async progressed(event: OrderProgressed, delivery: Delivery): Promise<void> {
    await this.see('progressed', event.orderId, delivery);
  }

  @On(OrderAccepted, 'escalation-orders')
  async accepted(event: OrderAccepted, delivery: Delivery): Promise<void> {
    await this.see('accepted', event.orderId, delivery);
  }

  private async see(type: string, orderId: string, delivery: Delivery): Promise<void> {
    await this.before.get(orderId)?.(delivery);
    await delivery.tx.query('insert into seen (order_id, sequence, type) values ($1, $2, $3)', [
      orderId,
      delivery.sequence,
      type,
    ]);
  }
}

@Module({})
class EscalationModule {}

export const escalation: ServiceDefinition = {
  name: 'escalation',
  schema: 'escalation',
  settings: COMMON_SETTINGS,
  migrations: [PlatformTables1767225600000, ...MESSAGING_MIGRATIONS, SeenTable1767225600002],
  entities: [],
  module: (settings) => ({
    module: EscalationModule,
    imports: [MessagingModule.forRoot('escalation', settings)],
    providers: [Watcher],
  }),
};
