import { parseArgs } from 'node:util';
import { ROW_FOLDERS } from './rows.js';

export interface BenchFlags {
  readonly full: boolean;
  /** Ids of the rows to run, in the table's order. */
  readonly only: readonly string[];
  /** Where the results go besides the kept ones. */
  readonly json: string | undefined;
  readonly port: number;
  readonly clean: boolean;
  readonly docs: boolean;
  readonly profile: boolean;
}

export const DEFAULT_PORT = 22_000;
const HIGHEST_PORT = 65_000;

export const USAGE = `npm run bench -- [flags]
  --only 3,5     only these rows (${Object.keys(ROW_FOLDERS).join(', ')})
  --full         also what takes longer than 20 minutes: 5 M tickets, ten minutes of surge, an hour of load,
                 a directive to a city's staff
  --json FILE    writes the results there too
  --port PORT    the first of the ports that are used (${DEFAULT_PORT})
  --profile      CPU profiles of the services; they cost time, so the figures are not kept
  --docs         writes the newest result of each row into docs/bench.md
  --clean        first removes what a killed run left behind
Example: npm run bench -- --only 2,3 --docs`;

/** @throws Error that says which flag is wrong, with the usage */
export function parseFlags(args: readonly string[]): BenchFlags {
  const values = parse(args);
  const flags = {
    full: values.full ?? false,
    only: rowsOf(values.only),
    json: values.json,
    port: portOf(values.port),
    clean: values.clean ?? false,
    docs: values.docs ?? false,
    profile: values.profile ?? false,
  };
  if (flags.json === '') throw wrong('--json needs a file');
  if (flags.profile && flags.docs) throw wrong('--profile and --docs exclude each other: profiles cost time');
  return flags;
}

/** The command as it is told in the results: without the place of a file on this machine. */
export function commandOf(args: readonly string[]): string {
  const told = args.filter((arg, index) => !arg.startsWith('--json') && args[index - 1] !== '--json');
  return ['npm run bench', ...(told.length > 0 ? ['--', ...told] : [])].join(' ');
}

function parse(args: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const options = { full: flag, only: text, json: text, port: text, clean: flag, docs: flag, profile: flag };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function rowsOf(list: string | undefined): string[] {
  const all = Object.keys(ROW_FOLDERS);
  if (list === undefined) return all;
  const named = list.split(',').map((id) => id.trim());
  const unknown = named.filter((id) => !all.includes(id));
  if (unknown.length > 0) throw wrong(`--only ${list}: there is no row "${unknown.join('", "')}"`);
  return all.filter((id) => named.includes(id));
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 1024 && port <= HIGHEST_PORT) return port;
  throw wrong(`--port ${text} is not a port from 1024 to ${HIGHEST_PORT}`);
}

const wrong = (problem: string): Error => new Error(`${problem}\n\n${USAGE}`);
