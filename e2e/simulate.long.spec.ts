import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './support/system.js';

const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gw-simulate-'));
chmodSync(folder, 0o711);
const env = { ...process.env, GW_TEST_DATA: folder };
const SMALL = ['--district', 'longli', '--tickets', '200', '--months', '1'];
const LIMIT_MS = 1_200_000;

const argsOf = (flags: readonly string[]): string[] => ['tools/bootstrap.mjs', 'simulate', ...SMALL, ...flags];
const simulate = (...flags: string[]): Promise<string> => run('node', argsOf(flags), env);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines below a heading, up to the next empty one. */
function tableOf(said: string, title: string): string[] {
  const lines = said.split('\n');
  const from = lines.indexOf(title) + 1;
  return lines.slice(from, lines.indexOf('', from));
}

describe('a month of Longli', () => {
  let said: string;
  beforeAll(async () => {
    said = await simulate('--seed', 'whole', '--charts', join(folder, 'charts'));
  }, LIMIT_MS);

  it('ends with ledger and runner counting the same, and everything closed', () => {
    expect(said).toContain('ok     200 matters, each its own way');
    expect(said).toContain('ok     ledger and runner count the same');
    expect(said).not.toContain('WRONG');
    expect(tableOf(said, 'Ledger and runner')).toContainEqual(expect.stringMatching(/^tickets +200 +200$/));
  });

  it('prints how people behaved, and what is published beside what was played', () => {
    expect(tableOf(said, 'How people behaved (the profile)')).toContainEqual(
      expect.stringMatching(/^village +1 work-hour +6 work-hour +75 % +1 % +8$/),
    );
    expect(tableOf(said, 'Published and simulated')).toContainEqual(
      expect.stringMatching(/^自家事 · Private matters +275 +\d+ +163\.50 +\d/),
    );
    expect(tableOf(said, 'The assessment').length).toBeGreaterThan(5);
  });

  it('leaves charts', () => {
    expect(readdirSync(join(folder, 'charts')).sort()).toEqual([
      'deadline-misses-by-unit.svg',
      'funnel.svg',
      'ladder-by-tier.svg',
      'load-per-hour.svg',
    ]);
  });

  it('is not played again', async () => {
    await expect(simulate('--seed', 'whole')).rejects.toThrow(/this run is over, its figures are in .*--fresh/);
  }, 60_000);

  it.each([
    ['its process', (runner: ChildProcess) => [runner.pid]],
    ['everything that it started, with it', (runner: ChildProcess) => [runner.pid, ...startedBy('longli-200-1-whole')]],
  ])(
    'is the same again after %s was killed on the way',
    async (_what, victims) => {
      await killedOnTheWay(['--seed', 'whole', '--fresh'], victims);
      const again = await simulate('--seed', 'whole');
      expect(again).toMatch(/^goes on at /m);
      expect(again).not.toContain('WRONG');
      for (const title of ['Ledger and runner', 'Published and simulated'])
        expect(tableOf(again, title)).toEqual(tableOf(said, title));
    },
    2 * LIMIT_MS,
  );

  it(
    'stands beside the same month under another profile',
    async () => {
      const other = join(folder, 'other');
      cpSync(join(CHECKOUT, 'profiles', 'longli'), other, { recursive: true });
      change(join(other, 'standards.json'), /"limit": "[^"]+"/g, '"limit": "1 work-hour"');
      change(join(other, 'simulation.json'), /"settles": 0[.\d]+/g, '"settles": 0.4');
      const both = await simulate('--seed', 'cold', '--what-if', other);
      expect(both).not.toContain('WRONG');
      const beside = tableOf(both, 'Side by side').join('\n');
      for (const what of ['orders late', 'whistles', 'whistles completed']) {
        const [, before, after] = new RegExp(`^${what} +(\\d+) +(\\d+) `, 'm').exec(beside) ?? [];
        expect(Number(after)).toBeGreaterThan(Number(before));
      }
      expect(both).toMatch(/^load of unit +orders +orders what-if/m);
    },
    2 * LIMIT_MS,
  );
});

describe('twenty thousand matters of Xinyang, a flood week among them', () => {
  let said: string;
  const args = ['--district', 'xinyang', '--tickets', '20000', '--months', '0.66', '--seed', 'twenty-thousand'];
  beforeAll(async () => {
    said = await run('node', ['tools/bootstrap.mjs', 'simulate', ...args], env);
  }, 2 * LIMIT_MS);

  it('all go their way, counted alike by ledger and runner', () => {
    expect(said).toContain('ok     20000 matters, each its own way');
    expect(said).toContain('ok     ledger and runner count the same');
    expect(said).not.toContain('WRONG');
  });

  it('take no more memory at the end than at the beginning, but for what caches hold', () => {
    const megabytes = [...said.matchAll(/^\d+ of 20000 tickets: .*, (\d+) MB$/gm)].map(([, all]) => Number(all));
    expect(megabytes).toHaveLength(10);
    expect(Math.max(...megabytes)).toBeLessThan(1.5 * (megabytes[0] ?? 0));
  });
});

describe('what cannot be played', () => {
  it.each([
    [['--district', 'atlantis'], '--district atlantis is no folder of profiles/'],
    [['--what-if', '/nowhere'], '/nowhere is no profile'],
    [['--what-if', 'profiles/shangba'], 'is of another district'],
    [['--tickets', 'many'], '--tickets many is not a whole number'],
  ])(
    '%j is refused in a line',
    async (flags, why) => {
      await expect(simulate(...flags)).rejects.toThrow(why);
    },
    60_000,
  );
});

const change = (file: string, what: RegExp, to: string): void =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, to));

type Victims = (runner: ChildProcess) => (number | undefined)[];

/** Begins a run and kills processes of it as soon as it has written down that it has come some way. */
async function killedOnTheWay(flags: readonly string[], victims: Victims): Promise<void> {
  const tool = ['--import', './tools/register.mjs', 'tools/simulate/main.ts', ...SMALL, ...flags];
  const child = spawn(join(CHECKOUT, 'node_modules/node/bin/node'), tool, { cwd: CHECKOUT, env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = join(folder, 'simulations', 'longli-200-1-whole.json');
  while (child.exitCode === null && !isUnderWay(log)) await new Promise((wake) => setTimeout(wake, 200));
  for (const pid of victims(child)) if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
}

/** The processes of a run's installation, the one that watches over them first. */
function startedBy(name: string): number[] {
  const file = join(folder, 'simulations', name, 'longli-simulated', 'run.json');
  const { pid, children } = JSON.parse(readFileSync(file, 'utf8')) as {
    pid: number;
    children: Record<string, { pid: number }>;
  };
  return [pid, ...Object.values(children).map((child) => child.pid)];
}

function isUnderWay(file: string): boolean {
  if (!existsSync(file)) return false;
  const { progress, figures } = JSON.parse(readFileSync(file, 'utf8')) as {
    progress: { over: number };
    figures?: object;
  };
  return figures === undefined && progress.over > 20;
}
