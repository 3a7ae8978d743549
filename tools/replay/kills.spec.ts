import { SERVICES } from '@gridwhistle/kernel';
import { carryOut, planKills } from './kills.js';

describe('the kills', () => {
  it('come at random moments of the run, to every service, with both signals in turn', () => {
    const kills = planKills(20, 's', 60_000);
    expect(planKills(20, 's', 60_000)).toEqual(kills);
    expect(kills.map(({ at }) => at)).toEqual(kills.map(({ at }) => at).sort((a, b) => a - b));
    expect(kills.every(({ at }) => at >= 0 && at <= 60_000)).toBe(true);
    expect(new Set(kills.map(({ service }) => service)).size).toBe(SERVICES.length);
    expect(kills.slice(0, 3).map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL', 'SIGTERM']);
  });

  it('are carried out in order, and not after the end', async () => {
    const killed: string[] = [];
    const over = new AbortController();
    const victims = {
      kill: async (service: string) => {
        killed.push(service);
        if (killed.length === 2) over.abort();
        return killed.length > 1;
      },
    };
    const said: string[] = [];
    const done = await carryOut(planKills(5, 's', 20), victims, over.signal, (line) => said.push(line));
    expect([killed.length, done.length, said.length]).toEqual([2, 1, 1]);
  });
});
