import { parseArgs } from 'node:util';

export interface SimulateFlags {
  /** A folder of `profiles/`. */
  readonly district: string;
  readonly tickets: number;
  readonly months: number;
  readonly seed: string;
  /** Another profile's folder, played with the same seed. */
  readonly whatIf: string | undefined;
  /** Where the charts are written. */
  readonly charts: string | undefined;
  readonly png: boolean;
  /** Forgets an earlier run of the same district, tickets, months and seed. */
  readonly fresh: boolean;
  /** Leaves the installation's data where they are. */
  readonly keep: boolean;
}

const MOST_TICKETS = 10_000_000;
/** Three days. */
const LEAST_MONTHS = 0.1;
const MOST_MONTHS = 60;

export const usage = (known: readonly string[]): string => `npm run simulate -- --district NAME [flags]
  --district NAME   a folder of profiles/ (${known.join(', ')})
  --tickets N       matters that arise (2000)
  --months N        in so many months (1), 0.1 is three days
  --seed S          decides who does what and when (1); the same seed is the same run
  --what-if FOLDER  another profile of the same district, played with the same seed, side by side
  --charts FOLDER   writes charts as SVG; with --png also as PNG
  --fresh           begins anew where a run of the same flags is there already
  --keep            leaves data and logs of the installation
A run that was ended goes on when the same command is given again.
Exit code 0: every matter went its way, and ledger and runner count the same.
Example: npm run simulate -- --district xinyang --tickets 640000 --months 21 --charts charts`;

/** @throws Error that says what is wrong with each flag, with the usage; `known` are the folders of `profiles/` */
export function parseFlags(args: readonly string[], known: readonly string[]): SimulateFlags {
  const wrong = (...problems: string[]): Error => new Error(`${problems.join('\n')}\n\n${usage(known)}`);
  const values = parse(args, wrong);
  const { district = '', tickets = '2000', months = '1', seed = '1' } = values;
  const problems = problemsOf({ ...values, tickets, months, seed }, known);
  if (problems.length > 0) throw wrong(...problems);
  return {
    district,
    tickets: Number(tickets),
    months: Number(months),
    seed,
    whatIf: values['what-if'],
    charts: values.charts,
    png: values.png ?? false,
    fresh: values.fresh ?? false,
    keep: values.keep ?? false,
  };
}

interface Given {
  readonly district?: string | undefined;
  readonly tickets: string;
  readonly months: string;
  readonly seed: string;
  readonly charts?: string | undefined;
  readonly png?: boolean | undefined;
}

function problemsOf({ district, tickets, months, seed, charts, png }: Given, known: readonly string[]): string[] {
  const isTickets = isBetween(tickets, /^\d+$/, 1, MOST_TICKETS);
  const isMonths = isBetween(months, /^\d+(\.\d+)?$/, LEAST_MONTHS, MOST_MONTHS);
  const isSeed = /^[0-9a-z]([0-9a-z-]{0,30}[0-9a-z])?$/.test(seed);
  return [
    ...(district === undefined ? ['which --district?'] : []),
    ...(district === undefined || known.includes(district) ? [] : [`--district ${district} is no folder of profiles/`]),
    ...(isSeed ? [] : [`--seed ${seed} is no seed: small letters, digits, dashes`]),
    ...(png && charts === undefined ? ['--png is for --charts'] : []),
    ...(isTickets ? [] : [`--tickets ${tickets} is not a whole number from 1 to ${MOST_TICKETS}`]),
    ...(isMonths ? [] : [`--months ${months} is not a number from ${LEAST_MONTHS} to ${MOST_MONTHS}`]),
  ];
}

const isBetween = (text: string, shape: RegExp, least: number, most: number): boolean =>
  shape.test(text) && Number(text) >= least && Number(text) <= most;

function parse(args: readonly string[], wrong: (problem: string) => Error) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const texts = { district: text, tickets: text, months: text, seed: text, 'what-if': text, charts: text } as const;
  try {
    return parseArgs({ args: [...args], options: { ...texts, png: flag, fresh: flag, keep: flag } }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}
