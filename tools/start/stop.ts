import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot, end } from '@gridwhistle/testing/servers';
import { clearLeftOver, readRun, running, type RunState } from './run-file.js';

/** `npm stop`: ends every installation of this checkout, or with `--port` the one there. */
const [flag, port] = process.argv.slice(2);
if (flag !== undefined && (flag !== '--port' || !Number(port))) {
  console.error('npm stop [-- --port PORT]');
  process.exit(1);
}

const folders = existsSync(dataRoot()) ? readdirSync(dataRoot()).map((name) => join(dataRoot(), name)) : [];
const meant = (run: RunState): boolean => port === undefined || new URL(run.url).port === port;
let found = 0;
for (const folder of folders) {
  const known = readRun(folder);
  if (!known || !meant(known)) continue;
  found++;
  const run = running(folder);
  // The supervisor stops its services before the servers they need: it is given the time.
  if (run) await end(run, ['SIGTERM'], 60_000);
  await clearLeftOver(folder);
  console.log(`${known.url} is stopped`);
}
if (found === 0) console.log('Nothing runs here.');
