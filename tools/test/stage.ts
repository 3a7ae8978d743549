import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { CHECKOUT } from '@gridwhistle/testing/servers';

/** Tests that ran, or for a stage without tests one failure when it failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Stage {
  readonly name: string;
  /** Shows what it prints while it runs: for long stages that run alone. */
  readonly live?: boolean;
  run(output: Output): Promise<Tally>;
}

export interface Output {
  /** Runs a program of node_modules or a script of ours with this Node.js; resolves with its exit code. */
  node(args: readonly string[], env?: Record<string, string>): Promise<number>;
  print(text: string): void;
}

const children = new Set<ChildProcess>();
const WATCH = new URL(`ends-with-runner.mjs?runner=${process.pid}`, import.meta.url).href;
/** The channel carries nothing: its end tells a stage that we are gone. */
const STDIO: StdioOptions = ['ignore', 'pipe', 'pipe', 'ipc'];

/** Runs a stage and says how it went; what it printed is shown when it failed. */
export async function runStage(stage: Stage): Promise<Tally> {
  const began = Date.now();
  let kept = '';
  const print = (text: string): void => {
    if (stage.live) process.stdout.write(text);
    else kept += text;
  };
  if (stage.live) console.log(`\n── ${stage.name}`);
  const tally = await stage.run({ print, node: (args, env) => run(args, env, print) }).catch((error: unknown) => {
    print(`${error instanceof Error ? error.message : String(error)}\n`);
    return ONE_FAILED;
  });
  if (tally.failed > 0 && kept) process.stdout.write(`\n── ${stage.name}\n${kept}\n`);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${tally.failed > 0 ? 'FAILED' : 'ok    '} ${stage.name} (${seconds} s)${counts(tally)}`);
  return tally;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };
export const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

export const add = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

export const sentence = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** Ends what runs when we are told to stop, with everything it has started. */
export function stopWithUs(): void {
  const stop = (): void => {
    for (const child of children) if (child.pid) process.kill(-child.pid, 'SIGTERM');
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}

const counts = (tally: Tally): string =>
  tally.passed + tally.failed + tally.skipped === 0 ? '' : `: ${sentence(tally)}`;

function run(
  args: readonly string[],
  env: Record<string, string> = {},
  print: (text: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { cwd: CHECKOUT, env: { ...process.env, ...env }, detached: true } as const;
    const child = spawn(process.execPath, ['--import', WATCH, ...args], { ...options, stdio: STDIO });
    children.add(child);
    child.stdout?.on('data', (data: Buffer) => print(data.toString('utf8')));
    child.stderr?.on('data', (data: Buffer) => print(data.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}
