import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { saturate, type Saturation } from '../lifecycles/saturate.js';
import type { Figure, Row, Terms } from '../row.js';
import { BenchInstallation } from '../support/installation.js';
import { SpanCounter } from './receiver.js';

const LOAD = { actors: 200, warmUp: 12, measured: 15 };
/** Machines are not equally fast all the time: with and without take turns. */
const TURNS = { full: 3, ordinary: 1 };

export const row: Row = {
  id: '8',
  what: 'tracing at 100 % against none, by full lifecycles',
  async run(say, terms) {
    const receiver = await SpanCounter.start();
    terms.atEnd(() => receiver.stop());
    const made = join(terms.folder, 'spans');
    mkdirSync(made);
    const [off, on]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < (terms.full ? TURNS.full : TURNS.ordinary); turn++) {
      off.push((await measure(terms, say, `off-${turn}`, { GW_TRACE_SHARE: '0' })).rate);
      on.push((await measure(terms, say, `on-${turn}`, tracing(receiver.url, made))).rate);
      say(`without ${off.at(-1)?.toFixed(1)}/s, with ${on.at(-1)?.toFixed(1)}/s`);
    }
    return [spans(receiver.spans, spansMade(made)), slower(mean(off), mean(on))];
  },
};

/** Every installation is fresh: with and without begin alike. */
async function measure(
  terms: Terms,
  say: (line: string) => void,
  name: string,
  settings: Record<string, string>,
): Promise<Saturation> {
  const installation = await BenchInstallation.start(terms, { name, settings });
  const saturation = await saturate(terms, installation, { ...LOAD, say });
  // The last spans leave when the services stop.
  await installation.stop();
  return saturation;
}

function tracing(url: string, made: string): Record<string, string> {
  const hook = new URL('count-spans.mjs', import.meta.url).href;
  return { GW_OTLP_URL: url, GW_TRACE_SHARE: '1', NODE_OPTIONS: `--import ${hook}`, BENCH_SPANS: made };
}

function spansMade(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + Number(readFileSync(join(folder, name), 'utf8')), 0);
}

const spans = (received: number, made: number): Figure => ({
  ...{ what: 'spans made and not received', unit: '', floor: 0, stretch: 0, better: 'lower' },
  value: made > 0 ? Math.abs(made - received) : NaN,
  beside: { made, received },
});

const slower = (off: number, on: number): Figure => ({
  ...{ what: 'slower by', unit: '%', floor: 25, stretch: 10, better: 'lower' },
  value: (100 * (off - on)) / off,
  beside: { 'without, lifecycles/s': off, 'with, lifecycles/s': on },
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
