import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant.js';

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** What became of the tests that quote a rule: `red` is what a mutant should bring. */
export type Verdict = 'green' | 'red' | 'not run';

/** Runs the tests of some files that quote a rule; without a rule all of them. */
export async function testsOf(folder: string, files: readonly string[], rule?: string): Promise<Verdict> {
  const outputFile = join(folder, 'verdict.json');
  rmSync(outputFile, { force: true });
  const only = rule === undefined ? [] : ['--testNamePattern', `\\[${rule}\\]`];
  const args = ['--selectProjects', 'unit', '--silent', '--json', `--outputFile=${outputFile}`, ...only];
  await ended(folder, [...args, '--runTestsByPath', ...files]);
  const result = JSON.parse(readFileSync(outputFile, 'utf8')) as JestResult;
  if (result.numRuntimeErrorTestSuites > 0 || result.numPassedTests + result.numFailedTests === 0) return 'not run';
  return result.numFailedTests > 0 ? 'red' : 'green';
}

function ended(cwd: string, args: readonly string[]): Promise<unknown> {
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...jest, ...args], { cwd, stdio: 'ignore' });
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}

/** Does something while the rule is switched off. @throws Error when the text to change does not stand there once */
export async function whileOff<T>(folder: string, { file, from, to }: Mutant, work: () => Promise<T>): Promise<T> {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(text, { from, to }));
  try {
    return await work();
  } finally {
    writeFileSync(path, text);
  }
}

export function mutated(text: string, { from, to }: Pick<Mutant, 'from' | 'to'>): string {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`stands there ${times} times: ${from}`);
  return text.replace(from, () => to);
}
