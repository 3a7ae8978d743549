/**
 * Loaded into every process of an installation (`--import`): counts the spans that are made, before the processor that
 * sends them may drop any, and leaves the count in BENCH_SPANS when the process ends.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';

let made = 0;
const { onEnd } = BatchSpanProcessor.prototype;
BatchSpanProcessor.prototype.onEnd = function counted(span) {
  made += 1;
  return onEnd.call(this, span);
};

process.on('exit', () => {
  const folder = process.env.BENCH_SPANS;
  if (folder && made > 0) writeFileSync(join(folder, `${process.pid}.json`), String(made));
});
