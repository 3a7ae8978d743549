import { jest } from '@jest/globals';
import { make, OrderProgressed } from '@gridwhistle/contracts';
import { Database, type ServiceDefinition } from '@gridwhistle/platform';
import { Recording, redeliveryChecks } from '@gridwhistle/testing/redelivery';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { MessagingModule, On, type Delivery } from '../src/index.js';
import { WATER } from './dispatch-service.js';
import { escalation } from './escalation-service.js';

/** On a busy machine real servers take their time. */
jest.setTimeout(150_000);

/** Everything a handler must not do. */
@Injectable()
class Careless {
  constructor(private readonly database: Database) {}

  @On(OrderProgressed, 'escalation-orders')
  async progressed({ orderId }: OrderProgressed, { tx, sequence }: Delivery): Promise<void> {
    const rows = await tx.query<unknown[]>('select 1 from seen');
    await tx.query('insert into seen (order_id, sequence, type) values ($1, $2, $3)', [
      orderId,
      rows.length,
      'arrival',
    ]);
    if (sequence === 2)
      await this.database.transaction((own) =>
        own.query(`insert into seen (order_id, sequence, type) values ('${v7()}', 0, 'beside')`),
      );
  }
}

const careless: ServiceDefinition = {
  ...escalation,
  module: (settings) => ({
    module: class CarelessModule {},
    imports: [MessagingModule.forRoot('escalation', settings)],
    providers: [Careless],
  }),
};

const recording = new Recording('522730');
for (let count = 0; count < 4; count += 1) {
  const order = { id: v7(), ticketId: v7(), unit: WATER };
  const event = make(OrderProgressed, { orderId: order.id, ticketId: order.ticketId, unit: WATER });
  recording.say(order, event, event);
}
const checks = redeliveryChecks({ definition: careless, events: recording.events, runs: 1 });

describe('the redelivery suite on a careless handler', () => {
  test('sees an effect that depends on the order of arrival', async () => {
    await expect(checks.find(({ name }) => name.startsWith('shuffled'))?.run()).rejects.toThrow('deep');
  });

  test('sees an effect outside the transaction', async () => {
    await expect(checks.find(({ name }) => name.startsWith('an event'))?.run()).rejects.toThrow(
      'left something behind',
    );
  });
});
