import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { watchBus } from './bus-watch.js';

const PACE = { lookMs: 5, pauseMs: 20 };
const REFUSAL = 'insufficient storage resources available';

let service: Server;
let end: AbortController;
let watching: Promise<void>;
afterEach(async () => {
  end.abort();
  await watching;
  service.close();
});

/** Watches a service whose outbox says this at each look, by its number; resolves after so many looks. */
async function watched(refusalAt: (look: number) => string | null, looks: number): Promise<{ said: string[] }> {
  const said: string[] = [];
  let look = 0;
  service = createServer((_request, response) => {
    look += 1;
    response.end(JSON.stringify({ refusal: refusalAt(look) }));
    if (look > looks) service.emit('enough');
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  end = new AbortController();
  const services = [`http://127.0.0.1:${(service.address() as AddressInfo).port}`];
  const facts = { services, internalKey: 'key', say: (line: string) => void said.push(line), restart: async () => {} };
  watching = watchBus(facts, end.signal, PACE);
  await once(service, 'enough');
  return { said };
}

describe('the watch over our own bus', () => {
  it('starts a server again that refuses three times in a row, and says why', async () => {
    const { said } = await watched((look) => (look <= 3 ? REFUSAL : null), 5);
    expect(said).toEqual([`the bus takes nothing (${REFUSAL}); starting it again`]);
  });

  it('leaves a server alone that refuses now and then', async () => {
    const { said } = await watched((look) => (look % 3 === 0 ? null : REFUSAL), 12);
    expect(said).toEqual([]);
  });

  it('starts it again when it refuses on', async () => {
    const { said } = await watched(() => REFUSAL, 6);
    expect(said).toHaveLength(2);
  });
});
