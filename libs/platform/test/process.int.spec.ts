import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@gridwhistle/testing';
import { tinyWorld, type TinyWorld } from './tiny-world.js';

let world: TinyWorld;
beforeAll(async () => {
  world = await tinyWorld();
});
afterAll(() => world?.close());

describe('a service as a process', () => {
  test('on SIGTERM finishes what runs and ends well', async () => {
    const port = await freePort();
    const { child, output } = run(world.environment({ GW_PORT: String(port), GW_LOG_LEVEL: 'info' }));
    const url = `http://127.0.0.1:${port}`;
    await answers(`${url}/readyz`);
    const running = fetch(`${url}/api/v1/notes`, {
      method: 'POST',
      body: JSON.stringify({ text: 'slow' }),
      headers: {
        authorization: `Bearer ${await world.token()}`,
        'content-type': 'application/json',
        'idempotency-key': 'p1',
      },
    });
    await new Promise((done) => setTimeout(done, 250));
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await running).status).toBe(201);
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(output().split('\n')[0] ?? '')).toMatchObject({ level: 'info', service: 'intake' });
  });

  test('with bad settings lists every one and ends', async () => {
    const { child, output } = run({ ...world.environment(), GW_PORT: 'door', GW_COLOUR: 'red' });
    expect(await once(child, 'exit')).toEqual([78, null]);
    expect(output()).toMatch(/GW_PORT: expected a whole number[^]*GW_COLOUR: unknown setting/);
  });
});

function run(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const register = new URL('../../../tools/register.mjs', import.meta.url).href;
  const main = fileURLToPath(new URL('./tiny-main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', register, main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no answer from ${url}`);
}
