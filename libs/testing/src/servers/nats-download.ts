import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/** A Debian package source of this machine. */
export interface Mirror {
  readonly uri: string;
  readonly signedBy?: string;
}

/**
 * Takes the nats-server package of the machine's own Debian or Ubuntu mirror, of its newest suite, and keeps the program
 * as `target`. Nothing is installed: lists, cache and package lie in a folder that is removed again; any user may.
 */
export async function downloadFromMirror(target: string, say: (line: string) => void): Promise<void> {
  const system = readOs('/etc/os-release');
  const suite = { debian: 'testing main', ubuntu: 'devel main universe' }[system.family ?? ''];
  if (!suite || !existsSync('/usr/bin/apt-get')) throw new Error('this is neither Debian nor Ubuntu');
  const mirror = findMirror(readSources(), system.codename);
  if (!mirror) throw new Error(`no package source for ${system.codename} in /etc/apt`);
  say('fetching nats-server from the package mirror of this machine …');
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'fetch-'));
  try {
    await unpack(folder, sourceLine(mirror, suite));
    const ready = join(folder, 'ready');
    const programs = ['sbin', 'bin'].map((place) => join(folder, 'package/usr', place, 'nats-server'));
    copyFileSync(programs.find((file) => existsSync(file)) ?? '', ready);
    chmodSync(ready, 0o755);
    renameSync(ready, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unpack(folder: string, source: string): Promise<void> {
  for (const name of ['lists/partial', 'cache/archives/partial', 'package']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'sources.list'), `${source}\n`);
  await run('apt-get', [...aptOptions(folder), 'update'], folder);
  await run('apt-get', [...aptOptions(folder), 'download', 'nats-server'], folder);
  const deb = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (!deb) throw new Error('the mirror has no package nats-server');
  await run('dpkg', ['-x', deb, 'package'], folder);
}

function aptOptions(folder: string): string[] {
  const options = [
    `Dir::Etc::sourcelist=${folder}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    `APT::Sandbox::User=${accountName()}`,
    'Debug::NoLocking=1',
    'Acquire::Languages=none',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=30',
    'APT::Update::Error-Mode=any',
  ];
  return ['-qq', ...options.flatMap((option) => ['-o', option])];
}

/** The source, among those of the machine, that serves its own release. */
export function findMirror(sources: readonly string[], codename: string): Mirror | undefined {
  const mirrors = sources.flatMap((text) => (/^Types:/im.test(text) ? stanzas(text, codename) : lines(text, codename)));
  return mirrors[0];
}

/** The one-line format: `deb [signed-by=…] URI SUITE COMPONENT…`. */
function lines(text: string, codename: string): Mirror[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[(?<options>[^\]]*)\]\s+)?(?<uri>\S+)\s+(?<suite>\S+)\s/.exec(line);
    if (match?.groups?.['suite'] !== codename) return [];
    const signedBy = /signed-by=(\S+)/.exec(match.groups['options'] ?? '')?.[1];
    return [{ uri: match.groups['uri'] ?? '', ...(signedBy ? { signedBy } : {}) }];
  });
}

/** The deb822 format: stanzas of `Key: value`, separated by empty lines. */
function stanzas(text: string, codename: string): Mirror[] {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (key: string) => new RegExp(`^${key}:[ \\t]*(.*)$`, 'im').exec(stanza)?.[1]?.trim() ?? '';
    const uri = field('URIs').split(/\s+/)[0];
    if (!uri || !field('Suites').split(/\s+/).includes(codename)) return [];
    const signedBy = field('Signed-By');
    return [{ uri, ...(signedBy.startsWith('/') ? { signedBy } : {}) }];
  });
}

const sourceLine = ({ uri, signedBy }: Mirror, suite: string): string =>
  `deb ${signedBy ? `[signed-by=${signedBy}] ` : ''}${uri} ${suite}`;

function readSources(): string[] {
  const parts = existsSync('/etc/apt/sources.list.d') ? readdirSync('/etc/apt/sources.list.d').sort() : [];
  const files = ['/etc/apt/sources.list', ...parts.map((name) => `/etc/apt/sources.list.d/${name}`)];
  return files
    .filter((file) => /\.(list|sources)$/.test(file) && existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
}

function readOs(file: string): { family: string | undefined; codename: string } {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const field = (key: string) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const names = [field('ID'), ...field('ID_LIKE').split(' ')];
  return { family: names.find((name) => name === 'ubuntu' || name === 'debian'), codename: field('VERSION_CODENAME') };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'root';
  }
}

function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let errors = '';
    child.stderr.on('data', (data) => (errors = `${errors}${data}`.slice(-2000)));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command}: ${errors.trim() || `code ${code}`}`)),
    );
  });
}
