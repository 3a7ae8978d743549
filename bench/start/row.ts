import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import type { Row, Terms } from '../row.js';
import { running } from '../../tools/start/run-file.js';
import { secondsUntil } from '../support/pause.js';
import { percentile } from '../support/percentiles.js';

const STARTS = 3;
const READY = 'is served at';
const READY_WITHIN_MS = 240_000;
const STOPPED_WITHIN = 60;

export const row: Row = {
  id: '9',
  what: '`npm start`, warm, until it serves',
  async run(say, terms) {
    mkdirSync(join(terms.folder, 'data'), { mode: 0o711 });
    const cold = await startOnce(terms);
    say(`the first time: ${cold.toFixed(2)} s`);
    const warm: number[] = [];
    while (warm.length < STARTS) warm.push(await startOnce(terms));
    const beside = {
      'first time, with initdb and migrations, s': cold,
      starts: warm.map((one) => one.toFixed(2)).join(', '),
    };
    return [
      {
        what: 'median of three',
        value: percentile(warm, 0.5),
        unit: 's',
        floor: 8,
        stretch: 4,
        better: 'lower',
        beside,
      },
    ];
  },
};

/** Seconds from the command to its word that the district is served. */
async function startOnce(terms: Terms): Promise<number> {
  const folder = join(terms.folder, 'data');
  const env = { ...process.env, GW_TEST_DATA: folder };
  const began = performance.now();
  const args = ['start', '--silent', '--', '--port', String(terms.port)];
  const child = spawn('npm', args, { cwd: CHECKOUT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    // npm does not wait for what it runs.
    await secondsUntil(async () => running(join(folder, 'longli')) === undefined, STOPPED_WITHIN);
  };
  terms.atEnd(stop);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), READY_WITHIN_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      if (said.includes(READY)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`npm start ended:\n${said}`)));
    void ended.finally(() => clearTimeout(late));
  });
  const taken = (performance.now() - began) / 1000;
  await stop();
  return taken;
}
