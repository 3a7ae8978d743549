import { setTimeout as delay } from 'node:timers/promises';
import type { Accepted } from './contenders.js';
import { nextMatter, type Places } from './matters.js';
import { closedLoop, type Times } from './measure.js';
import { WireClient } from './wire-client.js';

export interface HttpJob extends Places, Times {
  readonly port: number;
  readonly clients: number;
}

/** Less than Retry-After asks for: a saturated service is what is measured. */
const RETRY_MS = 100;

/** Reports over kept connections, one at a time on each. */
export async function run(job: HttpJob): Promise<Accepted> {
  const clients = await Promise.all(Array.from({ length: job.clients }, () => WireClient.connect(job.port)));
  const free = [...clients];
  let refused = 0;
  const outcome = await closedLoop(job.clients, job, async (turn) => {
    const client = free.pop() as WireClient;
    const { key, matter } = nextMatter(job, turn);
    const { status, body } = await client.post('/api/v1/tickets', JSON.stringify(matter), key);
    free.push(client);
    if (status === 201) return true;
    if (status !== 503) throw new Error(`a report was answered with ${status}: ${body}`);
    refused += 1;
    await delay(RETRY_MS);
    return false;
  });
  clients.forEach((client) => client.close());
  return { ...outcome, refused };
}
