#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const node = at('../../../node_modules/node/bin/node');
if (!existsSync(node)) {
  console.error('gw: the packages are not installed yet; run `npm start` once, or `npm ci`.');
  process.exit(1);
}
const register = new URL('../../register.mjs', import.meta.url).href;
const child = spawn(node, ['--import', register, at('../src/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
