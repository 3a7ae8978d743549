/**
 * Loaded into every process of an installation (`--import`): counts the spans that end, before the processor that sends
 * them may drop any, and leaves the count in BENCH_SPANS when the process ends. Services are bundles with a copy of
 * OpenTelemetry of their own, so it is met where all copies meet: at the global object of its API.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = new URL('../../node_modules/@opentelemetry/api/package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
let made = 0;
let provider;

globalThis[Symbol.for(`opentelemetry.js.api.${version.split('.')[0]}`)] = {
  version,
  get trace() {
    return provider;
  },
  set trace(given) {
    provider = { getTracer: (...args) => counting(given.getTracer(...args)) };
  },
};

const counting = (tracer) => ({
  startActiveSpan: (...args) => tracer.startActiveSpan(...args),
  startSpan(...args) {
    const span = tracer.startSpan(...args);
    if (!span.isRecording()) return span;
    const end = span.end.bind(span);
    span.end = (...times) => {
      if (span.isRecording()) made += 1;
      end(...times);
    };
    return span;
  },
});

process.on('exit', () => {
  const folder = process.env.BENCH_SPANS;
  if (folder && made > 0) writeFileSync(join(folder, `${process.pid}.json`), String(made));
});
