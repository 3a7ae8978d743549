import type { ChildServer } from '@gridwhistle/testing/servers';

export interface SupervisorOptions {
  say(line: string): void;
  /** Called at every start of a child, also a repeated one. */
  started(name: string, child: ChildServer): void;
  /** A child that cannot be kept running; the installation is no use without it. */
  gaveUp(name: string, why: string): void;
}

/** First pause before a crashed child is started again; it doubles up to the longest. */
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** A child that ran this long is taken for healthy again. */
const HEALTHY_AFTER_MS = 30_000;
/** So many quick ends in a row before everything was ready mean that it will not work. */
const TRIES_AT_START = 5;

/** Keeps child processes running until told to stop. */
export class Supervisor {
  private readonly children = new Map<string, ChildServer>();
  private readonly starting = new Set<Promise<unknown>>();
  private stopping = false;
  private ready = false;

  constructor(private readonly options: SupervisorOptions) {}

  /** Starts a child and keeps it running from then on. Throws when the first start fails. */
  async keep(name: string, start: () => Promise<ChildServer>): Promise<void> {
    const child = await this.begin(name, start);
    void this.watch(name, start, child);
  }

  /** From now on a child that crashes is started again for ever. */
  everythingIsReady(): void {
    this.ready = true;
  }

  /** Stops the children named, together; waits for starts under way, whose children are stopped too. */
  async stop(names: readonly string[]): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.starting);
    await Promise.all(names.map((name) => this.children.get(name)?.stop()));
  }

  /** Ends a child; it is started again as after a crash. */
  async restart(name: string): Promise<void> {
    await this.children.get(name)?.stop();
  }

  names(): string[] {
    return [...this.children.keys()];
  }

  private async begin(name: string, start: () => Promise<ChildServer>): Promise<ChildServer> {
    const attempt = start();
    this.starting.add(attempt);
    try {
      const child = await attempt;
      this.children.set(name, child);
      this.options.started(name, child);
      return child;
    } finally {
      this.starting.delete(attempt);
    }
  }

  private async watch(name: string, start: () => Promise<ChildServer>, first: ChildServer): Promise<void> {
    let child: ChildServer | undefined = first;
    for (let quickEnds = 0; ;) {
      const since = Date.now();
      const how: string = child ? await child.exited : 'did not start';
      if (this.stopping) return;
      quickEnds = Date.now() - since > HEALTHY_AFTER_MS ? 1 : quickEnds + 1;
      if (!this.ready && quickEnds >= TRIES_AT_START) return this.options.gaveUp(name, how);
      const pause = Math.min(SHORTEST_PAUSE_MS * 2 ** (quickEnds - 1), LONGEST_PAUSE_MS);
      this.options.say(`${name} ${how}; starting it again in ${pause / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (this.stopping) return;
      child = await this.begin(name, start).catch((error: unknown) => this.failed(name, error));
    }
  }

  private failed(name: string, error: unknown): undefined {
    this.options.say(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
