import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@gridwhistle/kernel';
import { CHECKOUT, scratchFolder } from '@gridwhistle/testing/servers';
import { generateAll } from '../generate/generate.js';
import { NOTHING, ONE_FAILED, type Output, type Stage, type Tally } from './stage.js';

const CACHE = join(CHECKOUT, '.cache');
const judge = (code: number): Tally => (code === 0 ? NOTHING : ONE_FAILED);

const format: Stage = {
  name: 'format',
  run: async ({ node }) =>
    judge(
      await node([
        'node_modules/.bin/prettier',
        '--check',
        '--log-level=warn',
        '--cache',
        `--cache-location=${CACHE}/prettier`,
        '.',
      ]),
    ),
};

/** Nx's graph of the projects says whose file is whose; the lint rule of the boundaries reads it. */
const lintWith = (options: string[]): Stage => ({
  name: 'lint',
  run: async ({ node }) => {
    const quiet = { NX_DAEMON: 'false', NX_TUI: 'false' };
    if ((await node(['node_modules/.bin/nx', 'show', 'projects'], quiet)) !== 0) return ONE_FAILED;
    return judge(await node(['node_modules/.bin/eslint', '.', '--max-warnings=0', ...options], quiet));
  },
});

const lint = lintWith([]);
/** Looks only at changed files: what a change does to the types of another file is found by `npm test`. */
const lintChanged = lintWith(['--cache', '--cache-strategy=content', `--cache-location=${CACHE}/eslint/`]);

const types: Stage = {
  name: 'types',
  run: async ({ node }) => {
    const tsc = 'node_modules/typescript7/bin/tsc';
    const everything = await node([tsc, '-p', 'tsconfig.json']);
    const domainsAlone = await node([tsc, '-p', 'tsconfig.domain.json']);
    const asPackages = await node([tsc, '-b', ...SERVICES.map((service) => `services/${service}`)]);
    return judge(everything || domainsAlone || asPackages);
  },
};

const generated: Stage = {
  name: 'generated files',
  run: async ({ print }) => {
    const stale = await generateAll({ write: false });
    if (stale.length > 0) print(`not as generated:\n${stale.map((file) => `  ${file}\n`).join('')}npm run generate\n`);
    return judge(stale.length);
  },
};

const unit: Stage = { name: 'unit', run: (output) => jest('unit', output) };
const integration: Stage = { name: 'integration', live: true, run: (output) => jest('int', output) };
/** Three NATS nodes elect their leaders, streams heal and processes are killed, while the tests wait. */
const cluster: Stage = { name: 'cluster', live: true, run: (output) => jest('cluster', output) };
const endToEnd: Stage = { name: 'end-to-end', run: (output) => jest('e2e', output, '--runInBand') };

/** Localities' steps act by act, a re-partition among running services, months in minutes ended by force. */
const long: Stage = { name: 'long', live: true, run: (output) => jest('long', output, '--runInBand') };

/** The short mix of faults, always the same one; its data stay only when it finds something. */
const faults: Stage = {
  name: 'faults',
  live: true,
  run: async ({ node }) => {
    const folder = scratchFolder('faults');
    const args = ['--import', './tools/register.mjs', 'faults/main.ts', '--short', '--seed', '1', '--rate', '1'];
    const code = await node(args, { GW_TEST_DATA: folder });
    if (code === 0) rmSync(folder, { recursive: true, force: true });
    return judge(code);
  },
};

/** What needs no servers, in lanes that run side by side; the stages of a lane run one after the other. */
export const STATIC_LANES: Stage[][] = [
  [format, unit, generated],
  [lint, types],
];
export const CHECK_LANES: Stage[][] = [[format, types, generated, unit], [lintChanged]];

/** What needs servers: the story waits a real minute for 12345, and servers wait for each other. */
export const SERVER_LANES: Stage[][] = [[integration], [endToEnd]];
/** Faults have the cores for themselves: what does not heal in time is a finding. */
export const FAULT_LANES: Stage[][] = [[faults]];

/** What takes longer than a change should wait for: only by name. */
export const LONG_LANES: Stage[][] = [[cluster], [long]];

interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
}

async function jest(project: string, { node }: Output, ...more: string[]): Promise<Tally> {
  const outputFile = join(CACHE, 'test', `${project}.json`);
  mkdirSync(join(CACHE, 'test'), { recursive: true });
  rmSync(outputFile, { force: true });
  const engine = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/.bin/jest'];
  const report = ['--json', `--outputFile=${outputFile}`, '--passWithNoTests', '--ci'];
  const code = await node([...engine, '--selectProjects', project, ...report, ...more]);
  return tallyOf(JSON.parse(readFileSync(outputFile, 'utf8')) as JestResult, code);
}

/** A file that could not even be run counts as one failure, and so does a bad end without a failed test. */
export function tallyOf(result: JestResult, code: number): Tally {
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
