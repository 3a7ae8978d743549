import { detach } from './detach.js';
import { readCallersEnvironment, type CallersEnvironment } from './environment.js';
import { parseFlags, type StartFlags } from './flags.js';
import { Installation } from './installation.js';

/** `npm start`: brings one district up and keeps it running until Ctrl-C, SIGTERM or `npm stop`. */
const say = (line: string): void => console.log(line);

try {
  const flags = parseFlags(process.argv.slice(2));
  const given = readCallersEnvironment(process.env);
  process.exit(flags.detach ? await detach(flags, say) : await foreground(flags, given));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function foreground(flags: StartFlags, given: CallersEnvironment): Promise<number> {
  let endWith: (code: number) => void = () => undefined;
  const wishToEnd = new Promise<number>((resolve) => (endWith = resolve));
  const gaveUp = (why: string): void => {
    console.error(why);
    endWith(1);
  };
  const installation = await Installation.prepare(flags, given, say, gaveUp);
  whenAskedToStop(() => endWith(0));
  const started = installation.start().then(async () => {
    (await installation.welcome()).forEach(say);
    say(`Ctrl-C stops it.`);
    return wishToEnd;
  });
  let stopping = false;
  const code = await Promise.race([wishToEnd, started.catch((error: unknown) => (stopping ? 1 : failed(error)))]);
  stopping = true;
  say('stopping …');
  await installation.stop();
  say('stopped');
  return code;
}

/** Signals, and the end of whoever started us (its channel closes even when it was killed). */
function whenAskedToStop(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}

function failed(error: unknown): number {
  console.error(`the start failed: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
}
