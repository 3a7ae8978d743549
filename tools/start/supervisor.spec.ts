import { rmSync } from 'node:fs';
import { scratchFolder, startChild, type ChildServer } from '@gridwhistle/testing/servers';
import { Supervisor } from './supervisor.js';

const folder = scratchFolder('supervisor');
const logFile = `${folder}/log`;
afterAll(() => rmSync(folder, { recursive: true }));
const shell = (script: string): Promise<ChildServer> =>
  Promise.resolve(startChild({ command: '/bin/sh', args: ['-c', script], logFile, signals: ['SIGTERM', 'SIGKILL'] }));

function watched() {
  const starts: string[] = [];
  const lines: string[] = [];
  let gaveUp: (why: string) => void = () => undefined;
  const end = new Promise<string>((resolve) => (gaveUp = resolve));
  const supervisor = new Supervisor({
    say: (line) => void lines.push(line),
    started: (name) => void starts.push(name),
    gaveUp: (name, why) => gaveUp(`${name} ${why}`),
  });
  return { supervisor, starts, lines, end };
}

describe('the supervisor', () => {
  it('starts a crashed child again and says so', async () => {
    const { supervisor, starts, lines } = watched();
    const children: ChildServer[] = [];
    await supervisor.keep('sleeper', async () => {
      children.push(await shell('exec sleep 60'));
      return children.at(-1)!;
    });
    process.kill(children[0]!.identity.pid, 'SIGKILL');
    await children[0]!.exited;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(lines).toEqual(['sleeper ended by SIGKILL; starting it again in 0.1 s']);
    expect(starts).toEqual(['sleeper', 'sleeper']);
    await supervisor.stop(['sleeper']);
    expect(children[1]!.isRunning()).toBe(false);
  });

  it('gives up on a child that ends at once, again and again, before everything was ready', async () => {
    const { supervisor, starts, end } = watched();
    await supervisor.keep('broken', () => shell('exit 3'));
    await expect(end).resolves.toBe('broken ended with code 3');
    expect(starts).toHaveLength(5);
  });

  it('stops a child that is just being started again', async () => {
    const { supervisor } = watched();
    const children: ChildServer[] = [];
    await supervisor.keep('slow', async () => {
      if (children.length > 0) await new Promise((resolve) => setTimeout(resolve, 300));
      children.push(await shell(children.length > 0 ? 'sleep 60' : 'exit 1'));
      return children.at(-1)!;
    });
    await children[0]!.exited;
    await new Promise((resolve) => setTimeout(resolve, 250));
    await supervisor.stop(['slow']);
    expect(children.at(-1)!.isRunning()).toBe(false);
  });
});
