import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the packages of package-lock.json unless exactly they are there; two at once take turns. */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  const unlock = await lock(join(root, '.cache'));
  try {
    if (!isInstalled(root)) await install(root);
  } finally {
    unlock();
  }
}

const stampFile = (root) => join(root, 'node_modules/.gridwhistle-lock');
const stampOf = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
const text = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function isInstalled(root) {
  if (!existsSync(join(root, 'node_modules/node/bin/node'))) return false;
  if (text(stampFile(root)) === stampOf(root)) return true;
  if (!holdsWhatIsLocked(root)) return false;
  writeFileSync(stampFile(root), stampOf(root));
  return true;
}

/** True after a developer's own `npm install`: npm's record of what lies in node_modules agrees with the lock file. */
function holdsWhatIsLocked(root) {
  const record = text(join(root, 'node_modules/.package-lock.json'));
  if (!record) return false;
  const present = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.startsWith('node_modules/') || optional || link || present[path]?.version === version,
  );
}

async function install(root) {
  console.log('Installing packages (once; a minute or two) …');
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const progress = setInterval(() => console.log(`  … still installing, ${seconds()} s`), 15_000);
  try {
    const first = await npmCi(root);
    if (first !== 0 && (await npmCi(root)) !== 0) throw new Error('npm ci failed twice; its messages are above');
  } finally {
    clearInterval(progress);
  }
  writeFileSync(stampFile(root), stampOf(root));
  console.log(`Packages installed in ${seconds()} s.`);
}

function npmCi(root) {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, all] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** One installation at a time: a file is created by one process only; it names its owner, so a dead one's is taken over. */
async function lock(folder) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'install.lock');
  for (let waited = 0; !taken(path); waited++) {
    if (waited === 0) console.log('Another command is installing packages; waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return () => rmSync(path, { recursive: true, force: true });
}

function taken(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(text(path));
    if (owner > 0 && !isAlive(owner)) rmSync(path, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
