import { envelopeOf, eventOf, make, OrderAccepted, OrderProgressed, subjectOf } from '@gridwhistle/contracts';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Reader, type Arrival } from './arrival.js';
import type { Handler } from './handlers.js';
import { Worklist } from './worklist.js';

/** What handlers were given: their name and how many deliveries at once. */
let given: [string, number[]][] = [];

const handler = (contract: typeof OrderAccepted | typeof OrderProgressed, name: string, many: boolean): Handler => ({
  contract: eventOf(contract) as never,
  durable: 'escalation-orders',
  name,
  many,
  run: async (_tx, deliveries) => void given.push([name, deliveries.map(({ sequence }) => sequence)]),
});

const order = () => ({ orderId: v7(), ticketId: v7(), unit: '522730-water' });

function arrivalOf(reader: Reader, ids: ReturnType<typeof order>, sequence: number, accepted: boolean): Arrival {
  const event = accepted ? make(OrderAccepted, { ...ids, onTime: true }) : make(OrderProgressed, ids);
  const contract = eventOf(event.constructor as never);
  const about = { aggregateId: ids.orderId, ticketId: ids.ticketId, unit: ids.unit, sequence };
  const envelope = envelopeOf(contract, event, { id: v7(), district: '522730', time: new Date(), ...about });
  return reader.fromOwner(subjectOf('522730', contract.name, ids.unit), envelope);
}

/** Works off [order, accepted] pairs in their order; both handlers take many unless said otherwise. */
async function workOff(steps: readonly (readonly [ReturnType<typeof order>, boolean])[], many = true): Promise<void> {
  given = [];
  const [accepted, progressed] = [
    handler(OrderAccepted, 'accepted', many),
    handler(OrderProgressed, 'progressed', many),
  ];
  const reader = new Reader(new Map(), ['order']);
  const work = new Worklist({} as EntityManager);
  for (const [index, [ids, isAccepted]] of steps.entries()) {
    const chosen = isAccepted ? accepted : progressed;
    const arrival = { ...arrivalOf(reader, ids, index + 1, isAccepted), handler: chosen, event: {} };
    await work.add(chosen, arrival, ids.orderId);
  }
  await work.finish();
}

test('a handler gets what a batch brings of all aggregates at once', async () => {
  const [one, other] = [order(), order()];
  await workOff([
    [one, true],
    [other, true],
    [order(), false],
    [order(), true],
  ]);
  expect(given).toEqual([
    ['accepted', [1, 2, 4]],
    ['progressed', [3]],
  ]);
});

test("an aggregate's events keep their order across handlers", async () => {
  const [one, other] = [order(), order()];
  await workOff([
    [one, true],
    [one, false],
    [other, true],
    [one, true],
  ]);
  expect(given).toEqual([
    ['accepted', [1]],
    ['progressed', [2]],
    ['accepted', [3]],
    ['accepted', [4]],
  ]);
});

test('a handler that takes one at a time gets one at a time', async () => {
  const one = order();
  await workOff(
    [
      [one, true],
      [one, true],
    ],
    false,
  );
  expect(given).toEqual([
    ['accepted', [1]],
    ['accepted', [2]],
  ]);
});
