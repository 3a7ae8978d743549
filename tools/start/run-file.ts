import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@gridwhistle/kernel';
import { end, identify, stillRuns, type ProcessIdentity } from '@gridwhistle/testing/servers';

/** What others may know of a running installation: `run.json` in its data folder, without secrets. */
export interface RunState extends ProcessIdentity {
  readonly state: 'starting' | 'ready';
  readonly district: string;
  readonly simulated: boolean;
  /** Public address of the console. */
  readonly url: string;
  readonly natsUrl: string;
  readonly natsUser: string;
  /** Internal base URL of each service. */
  readonly services: Readonly<Record<ServiceName, string>>;
  /** Our processes, so that a later start can end what a killed one left behind. */
  readonly children: Readonly<Record<string, ProcessIdentity>>;
}

const fileIn = (folder: string): string => join(folder, 'run.json');

export function readRun(folder: string): RunState | undefined {
  if (!existsSync(fileIn(folder))) return undefined;
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as RunState;
  } catch {
    return undefined;
  }
}

/** The state of the installation in the folder, if it runs. */
export function running(folder: string): RunState | undefined {
  const run = readRun(folder);
  return run && stillRuns(run) ? run : undefined;
}

/** The mark of this process in a data folder: nobody else starts there while it stands. */
export class RunFile {
  private constructor(
    private readonly folder: string,
    private current: RunState,
  ) {}

  /** @throws Error when an installation runs in the folder; what a killed one left behind is ended first */
  static async claim(
    folder: string,
    facts: Omit<RunState, 'pid' | 'started' | 'state' | 'children'>,
  ): Promise<RunFile> {
    const other = running(folder);
    if (other) throw new Error(`it runs already: ${other.url} (process ${other.pid}); \`npm stop\` ends it`);
    await clearLeftOver(folder);
    const self = identify(process.pid) ?? { pid: process.pid, started: '' };
    const file = new RunFile(folder, { ...self, ...facts, state: 'starting', children: {} });
    file.create();
    return file;
  }

  update(change: Partial<Pick<RunState, 'state' | 'children' | 'natsUrl' | 'natsUser'>>): void {
    this.current = { ...this.current, ...change };
    const unfinished = `${fileIn(this.folder)}.new`;
    writeFileSync(unfinished, this.text(), { mode: 0o600 });
    renameSync(unfinished, fileIn(this.folder));
  }

  child(name: string, identity: ProcessIdentity): void {
    this.update({ children: { ...this.current.children, [name]: identity } });
  }

  release(): void {
    rmSync(fileIn(this.folder), { force: true });
  }

  /** Fails when another start was a moment faster. */
  private create(): void {
    try {
      writeFileSync(fileIn(this.folder), this.text(), { mode: 0o600, flag: 'wx' });
    } catch {
      throw new Error('another start in the same folder was a moment faster');
    }
  }

  private text(): string {
    return `${JSON.stringify(this.current, null, 2)}\n`;
  }
}

/** Ends the processes of an installation whose supervisor was killed, and removes its mark. */
export async function clearLeftOver(folder: string): Promise<void> {
  const children = Object.entries(readRun(folder)?.children ?? {});
  await Promise.all(children.map(([name, child]) => end(child, signalsOf(name), 8000)));
  rmSync(fileIn(folder), { force: true });
}

const signalsOf = (name: string): NodeJS.Signals[] =>
  name === 'postgres' ? ['SIGINT', 'SIGQUIT', 'SIGKILL'] : ['SIGTERM', 'SIGKILL'];
