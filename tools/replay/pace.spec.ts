import { setTimeout as delay } from 'node:timers/promises';
import { atRate, Pool } from './pace.js';

describe('the pace', () => {
  it('starts things at their moments, also while earlier ones are under way', async () => {
    const starts: number[] = [];
    const begin = performance.now();
    await atRate([1, 2, 3, 4], 50, async () => {
      starts.push(performance.now() - begin);
      await delay(100);
    });
    expect(starts).toHaveLength(4);
    starts.forEach((at, index) => expect(at).toBeGreaterThanOrEqual(index * 20 - 2));
    expect(starts[3]).toBeLessThan(100);
  });

  it('bounds what is in flight, and goes on after a failure', async () => {
    const pool = new Pool(2);
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, pool.inFlight);
      await delay(5);
      throw new Error('no');
    };
    const all = await Promise.allSettled(Array.from({ length: 7 }, () => pool.run(work)));
    expect([all.length, most, pool.inFlight]).toEqual([7, 2, 0]);
  });
});
