import { parseArgs } from 'node:util';

export interface ReplayFlags {
  /** JSONL file with the messages. */
  readonly file: string;
  /** Reports a second. */
  readonly rate: number;
  /** Decides every line's way; a fresh one when absent. */
  readonly seed: string | undefined;
  /** Address of the running installation; the only one that runs here when absent. */
  readonly url: string | undefined;
  /** Starts an installation for this run alone. */
  readonly own: boolean;
  /** Base port of the own installation; free ones when absent. */
  readonly port: number | undefined;
  /** How many times a service is killed during the run. */
  readonly kills: number;
  /** Only this many lines from the beginning. */
  readonly lines: number | undefined;
}

/** 291 lines in about a minute; scripted staff keep up with it on two cores. */
const DEFAULT_RATE = 5;
const FASTEST = 200;
const MOST_KILLS = 200;

export const USAGE = `npm run replay -- FILE.jsonl [flags]
  FILE.jsonl       one message a line: id, user, title, at, body, category
  --rate N/s       reports a second, up to ${FASTEST} (${DEFAULT_RATE})
  --seed S         decides each line's way; printed, so that a run can be repeated
  --url URL        which installation on this machine, when several run (the one that runs)
  --own            starts an installation of its own with a simulated clock and a simulated 12345, ends it afterwards
  --port PORT      base port of the own installation (free ones)
  --kills N        kills services at N random moments, SIGTERM and SIGKILL in turn; needs --own
  --lines N        only the first N lines
It plays every unit's staff and reads the departments' streams. Exit code 0: everything closed, all tables equal.
Example: npm run replay -- messages.jsonl --rate 10/s --own --kills 20`;

/** @throws Error that says which flag is wrong, with the usage */
export function parseFlags(args: readonly string[]): ReplayFlags {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw wrong('which file?');
  if (more.length > 0) throw wrong(`one file at a time, not also ${more.join(', ')}`);
  const own = values.own ?? false;
  const flags = {
    file,
    rate: rateOf(values.rate),
    seed: seedOf(values.seed),
    url: urlOf(values.url),
    own,
    port: values.port === undefined ? undefined : wholeOf('--port', values.port, 1024, 65_524),
    kills: values.kills === undefined ? 0 : wholeOf('--kills', values.kills, 0, MOST_KILLS),
    lines: values.lines === undefined ? undefined : wholeOf('--lines', values.lines, 1, 1_000_000),
  };
  if (flags.kills > 0 && !own) throw wrong('--kills kills only an installation of its own: add --own');
  if (flags.port !== undefined && !own) throw wrong('--port is for --own; a running installation is named by --url');
  if (flags.url !== undefined && own) throw wrong('--url and --own exclude each other');
  return flags;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    rate: text,
    seed: text,
    url: text,
    own: { type: 'boolean' },
    port: text,
    kills: text,
    lines: text,
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function rateOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_RATE;
  const [, number] = /^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text) ?? [];
  const rate = Number(number);
  if (number === undefined || !(rate > 0 && rate <= FASTEST)) {
    throw wrong(`--rate ${text} is no rate: reports a second, more than 0 and at most ${FASTEST}, for example 5/s`);
  }
  return rate;
}

function seedOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w-]{1,64}$/.test(text)) return text;
  throw wrong(`--seed ${text} is no seed: letters, digits and dashes`);
}

function urlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw wrong(`--url ${text} is no address`);
}

function wholeOf(flag: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw wrong(`${flag} ${text} is not a whole number from ${min} to ${max}`);
}

const wrong = (problem: string): Error => new Error(`${problem}\n\n${USAGE}`);
