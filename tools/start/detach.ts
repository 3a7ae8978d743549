import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logTail } from '@gridwhistle/testing/servers';
import type { StartFlags } from './flags.js';
import { layoutOf, makeFolders } from './layout.js';
import { readRun, running } from './run-file.js';

/** Starts the same in the background and returns its exit code when everything runs, or when it has failed. */
export async function detach(flags: StartFlags, say: (line: string) => void): Promise<number> {
  const layout = layoutOf(flags);
  makeFolders(layout);
  const other = running(layout.folder);
  if (other) throw new Error(`it runs already: ${other.url} (process ${other.pid}); \`npm stop\` ends it`);
  const logFile = join(layout.logs, 'start.log');
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, argumentsFor(flags), { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let failure: number | undefined;
  child.once('exit', (code) => (failure = code ?? 1));
  while (failure === undefined && !isReady(layout.folder, child.pid)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.unref();
  say(logTail(logFile, 40));
  if (failure === undefined) say(`It runs in the background; \`npm stop\` ends it. Its words go to ${logFile}`);
  return failure ?? 0;
}

function isReady(folder: string, pid: number | undefined): boolean {
  const run = readRun(folder);
  return run?.pid === pid && run?.state === 'ready';
}

function argumentsFor({ district, port, fresh, oneProcess, simulated, noSync }: StartFlags): string[] {
  const register = new URL('../register.mjs', import.meta.url).href;
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const flags = ['--district', district, '--port', String(port)];
  const switches = { '--fresh': fresh, '--one-process': oneProcess, '--simulated': simulated, '--no-sync': noSync };
  const on = Object.entries(switches).flatMap(([flag, given]) => (given ? [flag] : []));
  return ['--import', register, main, ...flags, ...on];
}
