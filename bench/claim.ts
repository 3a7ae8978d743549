import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot, identify, isFree, stillRuns, type ProcessIdentity } from '@gridwhistle/testing/servers';
import { clearLeftOver } from '../tools/start/run-file.js';
import { BENCH_FOLDER } from './results.js';
import { PORTS } from './row.js';

const MARK = join(BENCH_FOLDER, 'running.json');

/** Where the rows' installations keep their data. */
export const dataFolder = (): string => join(dataRoot(), 'bench');

/** Makes this process the only runner of this checkout. @throws Error that says what is in the way */
export async function claim({ port, clean }: { port: number; clean: boolean }): Promise<void> {
  refuseSecondRunner();
  if (clean) await removeLeftOver();
  if (existsSync(dataFolder())) {
    throw new Error(`${dataFolder()} was left behind by a run that was killed: npm run bench -- --clean removes it`);
  }
  await refuseBusyPorts(port);
  mkdirSync(BENCH_FOLDER, { recursive: true });
  mark();
  mkdirSync(dataFolder(), { recursive: true, mode: 0o711 });
}

/** Takes our mark and our data away. */
export function release(): void {
  rmSync(dataFolder(), { recursive: true, force: true });
  rmSync(MARK, { force: true });
}

function refuseSecondRunner(): void {
  if (!existsSync(MARK)) return;
  const other = JSON.parse(readFileSync(MARK, 'utf8') || '{"pid":0}') as ProcessIdentity;
  if (stillRuns(other)) throw new Error(`a bench runs already in this checkout (process ${other.pid})`);
  rmSync(MARK);
}

function mark(): void {
  try {
    writeFileSync(MARK, JSON.stringify(identify(process.pid)), { flag: 'wx' });
  } catch {
    throw new Error('another bench was a moment faster');
  }
}

/** Ends what a killed run's installations left running, then forgets their data. */
async function removeLeftOver(): Promise<void> {
  if (!existsSync(dataFolder())) return;
  const rows = readdirSync(dataFolder()).map((name) => join(dataFolder(), name));
  for (const row of rows) {
    for (const name of readdirSync(row)) await clearLeftOver(join(row, name)).catch(() => undefined);
  }
  rmSync(dataFolder(), { recursive: true, force: true });
}

async function refuseBusyPorts(first: number): Promise<void> {
  const ports = Array.from({ length: PORTS }, (_, offset) => first + offset);
  const free = await Promise.all(ports.map((port) => isFree(port)));
  const busy = ports.filter((_, index) => !free[index]);
  if (busy.length === 0) return;
  throw new Error(`ports in use by something else: ${busy.join(', ')}. Choose others: npm run bench -- --port 23000`);
}
