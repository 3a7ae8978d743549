/**
 * The way in for `npm start|stop|test|run check|replay|faults|races|ladders|suggestions|simulate|generate|bench|mutants`, on a machine that has only Node.js ≥ 20 and npm:
 * installs what is missing, then runs the command's TypeScript with the Node.js that the packages brought.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

const COMMANDS = {
  start: 'start/main.ts',
  stop: 'start/stop.ts',
  test: 'test/main.ts',
  check: 'test/check.ts',
  replay: 'replay/main.ts',
  faults: '../faults/main.ts',
  races: '../races/main.ts',
  ladders: '../ladders/main.ts',
  simulate: 'simulate/main.ts',
  suggestions: 'suggestions/main.ts',
  generate: 'generate/main.ts',
  bench: '../bench/main.ts',
  mutants: 'mutants/main.ts',
};

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

async function main([name, ...args]) {
  const file = COMMANDS[name];
  if (!file) return fail(`unknown command ${name ?? ''}: one of ${Object.keys(COMMANDS).join(', ')}`);
  await ensureInstalled(at('..'));
  if (!existsSync(at(file))) return fail(`${name} is not part of this copy (tools/${file} is missing)`);
  run(at('../node_modules/node/bin/node'), [
    '--import',
    new URL('register.mjs', import.meta.url).href,
    at(file),
    ...args,
  ]);
}

/** Runs the tool as if it were us: signals go on to it, its end is ours; when we are killed it sees the channel close. */
function run(command, args) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  stopWhenNpmIsGone(child);
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** A `kill -9` of npm alone reaches nobody else: without this, the system would run on with nobody to stop it. */
function stopWhenNpmIsGone(child) {
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestry();
  setInterval(() => ancestry() !== before && child.kill('SIGTERM'), 500).unref();
}

/** Our parent, and when that is the shell npm runs scripts with, npm itself (where the machine tells: Linux). */
function ancestry() {
  const shell = /^\S*sh\0-c\0/.test(read(`/proc/${process.ppid}/cmdline`));
  const npm = shell ? read(`/proc/${process.ppid}/stat`).split(') ').at(-1)?.split(' ')[1] : '';
  return `${process.ppid} ${npm}`;
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function fail(message) {
  console.error(message);
  process.exit(1);
}

await main(process.argv.slice(2)).catch((error) => fail(error.message));
