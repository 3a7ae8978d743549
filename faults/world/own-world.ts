import { freeBase, PORTS, refuseBusyPorts } from './ports.js';
import { forget, takeFolder } from './folder.js';
import { World } from './world.js';

/** Where a command's world is to live, and of how many NATS servers. */
export interface Place {
  readonly folder: string;
  /** Base port; the first free ones when undefined. */
  readonly port: number | undefined;
  readonly nodes: 1 | 3;
  /** Forgets what an earlier run left behind. */
  readonly fresh: boolean;
}

type Say = (line: string) => void;

/** Prints what happens, with the time since the start. */
export const say: Say = (line) => console.log(`${`${Math.round(process.uptime())} s`.padStart(7)}  ${line}`);

/** The world of a command: it ends with the command, however that ends. */
export class OwnWorld {
  private world: World | undefined;
  /** Taken, so that something may stay in it. */
  private folder: string | undefined;
  private ending: Promise<void> | undefined;
  private leaving = false;

  private constructor() {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void this.leave(name));
    process.on('disconnect', () => void this.leave('the end of whoever started us'));
  }

  /** Runs a whole command; what it returns is the exit code. */
  static async during(command: (own: OwnWorld) => Promise<number>): Promise<void> {
    const own = new OwnWorld();
    try {
      process.exitCode = await command(own);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      await own.end();
      own.tellFolder();
      process.exitCode = 1;
    }
    // Requests that were given up may still hold their connections.
    if (!own.leaving) process.exit();
  }

  async start({ folder, port: wanted, nodes, fresh }: Place, seed: string): Promise<World> {
    if (wanted !== undefined) await refuseBusyPorts(wanted);
    await takeFolder(folder, fresh);
    this.folder = folder;
    const port = wanted ?? (await freeBase(PORTS));
    say(`seed ${seed}; ports from ${port} on; data in ${folder}`);
    this.world = await World.make(folder, port, nodes, say);
    await this.world.start();
    return this.world;
  }

  end(): Promise<void> {
    return (this.ending ??= this.world?.stop() ?? Promise.resolve());
  }

  /** Data and logs of a run that went wrong stay. @returns the exit code */
  judge(isGood: boolean): number {
    if (!isGood) this.tellFolder();
    else if (this.folder !== undefined) forget(this.folder);
    return isGood ? 0 : 1;
  }

  private tellFolder(): void {
    if (this.folder !== undefined)
      say(`data and logs stay in ${this.folder} until the next run, with --fresh, forgets them`);
  }

  private async leave(why: string): Promise<void> {
    if (this.leaving) return;
    this.leaving = true;
    say(`ending what was started, because of ${why}`);
    await this.end();
    this.tellFolder();
    process.exit(130);
  }
}
