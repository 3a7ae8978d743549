import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { signal, type ChildServer } from '@gridwhistle/testing/servers';

const RESTART_MS = 200;
const FAILED_MS = 1_000;
const SETTLED_MS = 100;

/** One process of the world: started again whenever it ends, unless it is told to stay away. */
export class Part {
  private child: ChildServer | undefined;
  private away = true;
  private watching: Promise<void> = Promise.resolve();
  private released: () => void = () => undefined;
  /** How often it was started. */
  starts = 0;

  constructor(
    readonly name: string,
    private readonly begin: () => Promise<ChildServer>,
    private readonly say: (line: string) => void,
  ) {}

  get running(): boolean {
    return this.child?.isRunning() ?? false;
  }

  get wanted(): boolean {
    return !this.away;
  }

  /** Starts it and keeps it running. Throws when the first start fails. */
  async start(): Promise<void> {
    if (!this.away) return;
    await this.watching;
    this.away = false;
    await this.begun();
    this.watching = this.watch();
  }

  /** Ends the process at once; it is started again by itself. */
  async kill(name: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child?.isRunning()) return;
    signal(child.identity.pid, name);
    await child.exited;
  }

  /** Ends the process at once, and nobody starts it before `start` is called. */
  async killForGood(): Promise<void> {
    this.away = true;
    await this.kill();
    this.released();
    await this.watching;
  }

  /** Asks it to end, waits, and starts it again. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends it as an operator would; it stays away. */
  async stop(): Promise<void> {
    this.away = true;
    this.released();
    await this.child?.stop();
    await this.watching;
  }

  /**
   * Stops it in the middle of whatever it does, for so long. A helper lets it go on, also when we are killed meanwhile:
   * a stopped process could not be ended by whoever cleans up.
   */
  async pause(seconds: number): Promise<void> {
    const pid = this.child?.identity.pid;
    if (!pid) return;
    const script = 'kill -STOP "$1" && sleep "$2"; kill -CONT "$1"';
    const helper = spawn('/bin/sh', ['-c', script, 'pause', String(pid), String(seconds)], {
      detached: true,
      stdio: 'ignore',
    });
    await new Promise((ended) => helper.once('exit', ended));
  }

  /** Stops it while the work is done; it goes on afterwards, also when we are killed meanwhile. */
  async hold(work: () => void): Promise<void> {
    const pid = this.child?.identity.pid;
    if (!pid) throw new Error(`${this.name} does not run`);
    const script = 'kill -STOP "$1" && echo stopped; read -r _; kill -CONT "$1"';
    const helper = spawn('/bin/sh', ['-c', script, 'hold', String(pid)], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => helper.once('exit', resolve));
    const stopped = await Promise.race([once(helper.stdout, 'data').then(() => true), ended.then(() => false)]);
    try {
      if (!stopped) throw new Error(`${this.name} cannot be stopped`);
      // Threads that are in the middle of a write end it first.
      await delay(SETTLED_MS);
      work();
    } finally {
      helper.stdin.end();
      await ended;
    }
  }

  private async begun(): Promise<void> {
    this.starts += 1;
    this.child = await this.begin();
  }

  private async watch(): Promise<void> {
    while (!this.away) {
      await Promise.race([this.child?.exited, new Promise<void>((go) => (this.released = go))]);
      if (this.away) return;
      await delay(RESTART_MS);
      await this.tryToBegin();
    }
  }

  private async tryToBegin(): Promise<void> {
    while (!this.away) {
      try {
        await this.begun();
        // It was told to stay away while it came up.
        if (this.away) await this.child?.stop();
        return;
      } catch (error) {
        this.say(`${this.name} does not start: ${error instanceof Error ? error.message : String(error)}`);
        await delay(FAILED_MS);
      }
    }
  }
}
