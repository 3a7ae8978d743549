import { setTimeout as delay } from 'node:timers/promises';
import { Lateness } from './lateness.js';

const BUSY_MS = 400;

function busy(): void {
  for (const until = performance.now() + BUSY_MS; performance.now() < until;);
}

it('how late this process is, is counted while it is busy, and is not forgotten', async () => {
  const lateness = new Lateness();
  const before = lateness.total;
  busy();
  const during = lateness.total;
  await delay(100);
  const after = lateness.total;
  expect(during - before).toBeGreaterThan(BUSY_MS / 2);
  expect(after).toBeGreaterThanOrEqual(during);
});
