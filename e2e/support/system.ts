import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Caller } from './api.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 150_000;

/** A whole installation, started and used only through its public commands and addresses. */
export class System {
  private readonly callers = new Map<string, Caller>();
  readonly anyone: Caller;

  private constructor(
    private readonly process: ChildProcess,
    private readonly env: NodeJS.ProcessEnv,
    readonly port: number,
    readonly folder: string,
  ) {
    this.anyone = new Caller(this.url);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** `npm start -- --simulated` on free ports (see `freePorts`) and in a data folder of its own. */
  static async start(port: number, settings: Record<string, string> = {}, flags: string[] = []): Promise<System> {
    const folder = mkdtempSync(join(tmpdir(), 'gw-e2e-'));
    chmodSync(folder, 0o711);
    const env = { ...process.env, GW_TEST_DATA: folder, ...settings };
    const args = ['tools/bootstrap.mjs', 'start', '--simulated', '--port', String(port), ...flags];
    const child = spawn('node', args, { cwd: CHECKOUT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const system = new System(child, env, port, folder);
    await system.ready();
    return system;
  }

  /** The public API in somebody's name. */
  async as(staff: string): Promise<Caller> {
    const known = this.callers.get(staff);
    if (known) return known;
    const { token } = JSON.parse(await this.gw('token', '--user', staff, '--json')) as { token: string };
    const caller = new Caller(this.url, token);
    this.callers.set(staff, caller);
    return caller;
  }

  /** What `npx gw …` prints; fails with what it says when it does not end well. */
  gw(...args: string[]): Promise<string> {
    return run('node', ['tools/gw/bin/gw.mjs', ...args], this.env);
  }

  advance(duration: string): Promise<string> {
    return this.gw('clock', 'advance', duration);
  }

  async now(): Promise<Date> {
    const { now } = JSON.parse(await this.gw('clock', 'show', '--json')) as { now: string };
    return new Date(now);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private ready(): Promise<void> {
    let said = '';
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), READY_WITHIN_MS);
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        if (!said.includes('is served at')) return;
        clearTimeout(late);
        resolve();
      };
      this.process.stdout?.on('data', hear);
      this.process.stderr?.on('data', hear);
      this.process.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`ended with ${code}:\n${said}`));
      });
    });
  }
}

export async function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const child = spawn(command, args, { cwd: CHECKOUT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}${complained}`);
  return said;
}

/** The first of twelve free ports in a row. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const all = await Promise.all(Array.from({ length: 12 }, (_, offset) => isFree(first + offset)));
    if (all.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
