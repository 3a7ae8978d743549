import { randomUUID } from 'node:crypto';
import { settleAccounts } from './accounts.js';
import { Bar } from './bar.js';
import type { Check } from './checks.js';
import { District } from './district.js';
import type { ReplayFlags } from './flags.js';
import { Faces } from './http.js';
import { carryOut, planKills, type Kill } from './kills.js';
import { countTickets } from './ledger.js';
import type { Line } from './lines.js';
import { planLines } from './plan.js';
import { runJobs } from './run.js';
import type { World } from './world.js';

/** Replays the lines in a world and prints what came of them; returns everything that had to hold. */
export async function replay(
  lines: readonly Line[],
  { seed, rate, kills }: Pick<ReplayFlags, 'rate' | 'kills'> & { seed: string },
  { installation, own, hotline }: World,
  print: (line: string) => void,
): Promise<Check[]> {
  const plans = planLines(lines, { seed, hotline: hotline !== undefined });
  const jobs = plans.map((plan, index) => ({ line: lines[index] as Line, plan }));
  const district = await District.load(new Faces(installation.url), installation);
  const setting = { district, hotline, run: randomUUID().slice(0, 8) };
  const before = own ? await countTickets(district.centre) : undefined;
  const bar = new Bar();
  const killPlan = planKills(kills, seed);
  const killing = own ? carryOut(killPlan, own, bar, (line) => bar.say(line)) : Promise.resolve([]);
  const begin = performance.now();
  const result = await runJobs(jobs, setting, rate, bar);
  print(`handled in ${Math.round((performance.now() - begin) / 1000)} s`);
  const killed = checkKills(killPlan, await killing);
  const books = { lines: lines.length, result, setting, installation, before };
  return [...(await settleAccounts(books, print)), ...(kills > 0 ? [killed] : [])];
}

function checkKills(planned: readonly Kill[], done: readonly Kill[]): Check {
  const services = [...new Set(done.map(({ service }) => service))].sort();
  const each = services.map((name) => `${name} × ${done.filter(({ service }) => service === name).length}`);
  const hard = done.filter(({ signal }) => signal === 'SIGKILL').length;
  const left = planned.length - done.length;
  return {
    what: `${done.length} kills, ${hard} of them SIGKILL: ${each.join(', ')}`,
    wrong: left > 0 ? [`${left} of ${planned.length} found nobody to kill before everything was closed`] : [],
  };
}
