import { SERVICES } from '@gridwhistle/kernel';
import { carryOut, planKills } from './kills.js';

describe('the kills', () => {
  it('come at random moments of the run, to every service, with both signals in turn', () => {
    const kills = planKills(20, 's');
    expect(planKills(20, 's')).toEqual(kills);
    expect(kills.map(({ at }) => at)).toEqual(kills.map(({ at }) => at).sort((a, b) => a - b));
    expect(kills.every(({ at }) => at >= 0 && at < 1)).toBe(true);
    expect(new Set(kills.map(({ service }) => service)).size).toBe(SERVICES.length);
    expect(kills.slice(0, 3).map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL', 'SIGTERM']);
  });

  it('are carried out as the work goes on, and not after the end', async () => {
    const run = { share: 0, over: false };
    const killed: number[] = [];
    const victims = {
      kill: async () => {
        killed.push(run.share);
        return killed.length !== 2;
      },
    };
    const said: string[] = [];
    const plan = planKills(5, 's');
    const working = setInterval(() => (run.share += 0.05), 10);
    const whole = await carryOut(plan, victims, run, (line) => said.push(line));
    clearInterval(working);
    expect([killed.length, whole.length, said.length]).toEqual([5, 4, 4]);
    killed.forEach((share, index) => expect(share).toBeGreaterThanOrEqual(plan[index]!.at));
    expect(await carryOut(plan, victims, { share: 1, over: true }, () => undefined)).toEqual([]);
  });
});
