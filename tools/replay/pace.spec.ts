import { setTimeout as delay } from 'node:timers/promises';
import { atRate, Pool } from './pace.js';

describe('the pace', () => {
  it('starts things at their moments, also while earlier ones are under way', async () => {
    const starts: number[] = [];
    const begin = performance.now();
    let everybodyStarted: () => void = () => undefined;
    const lastStart = new Promise<void>((resolve) => (everybodyStarted = resolve));
    // None ends before the last has started: one after the other would never end.
    await atRate([1, 2, 3, 4], 50, async () => {
      starts.push(performance.now() - begin);
      if (starts.length === 4) everybodyStarted();
      await lastStart;
    });
    expect(starts).toHaveLength(4);
    starts.forEach((at, index) => expect(at).toBeGreaterThanOrEqual(index * 20 - 2));
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
