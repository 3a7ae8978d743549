import { openLoop } from './open-loop.js';

describe('an open loop', () => {
  it('begins everything at its moment, however slow the work is', async () => {
    const scheduled: number[] = [];
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const begun = await openLoop(200, 0.1, (at) => {
      scheduled.push(at);
      return slow;
    });
    expect(begun).toHaveLength(20);
    expect(scheduled.map((at) => Math.round(at - (scheduled[0] ?? 0)))).toEqual(begun.map((_, index) => index * 5));
    finish();
    await Promise.all(begun);
  });

  it('begins nothing before its moment', async () => {
    const early: number[] = [];
    const look = async (at: number): Promise<void> => void (performance.now() < at && early.push(at));
    await Promise.all(await openLoop(500, 0.05, look));
    expect(early).toEqual([]);
  });
});
