import { jest } from '@jest/globals';
import { make, OrderAccepted, OrderProgressed, OrderReturned } from '@gridwhistle/contracts';
import { Recording, redeliveryChecks } from '@gridwhistle/testing/redelivery';
import { v7 } from 'uuid';
import { WATER } from './dispatch-service.js';
import { escalation } from './escalation-service.js';

/** On a busy machine real servers take their time. */
jest.setTimeout(150_000);

const recording = new Recording('522730');
for (let count = 0; count < 5; count += 1) {
  const order = { id: v7(), ticketId: v7(), unit: WATER };
  const ids = { orderId: order.id, ticketId: order.ticketId, unit: WATER };
  recording.say(
    order,
    make(OrderAccepted, { ...ids, onTime: true }),
    make(OrderReturned, ids),
    make(OrderProgressed, ids),
    make(OrderProgressed, ids),
  );
}

describe('the redelivery suite on a service that behaves', () => {
  test.each(redeliveryChecks({ definition: escalation, events: recording.events }))('$name', ({ run }) => run());
});

describe('the redelivery suite on events that miss a handler', () => {
  const [covers] = redeliveryChecks({ definition: escalation, events: recording.events.slice(0, 1) });
  test('names the handler', async () => {
    await expect(covers?.run()).rejects.toThrow('handlers that none of the given events reaches');
  });
});
