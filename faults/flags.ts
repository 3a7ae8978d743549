import { parseArgs } from 'node:util';
import { namesOf, numberOf, seedOf, usageAdded, wholeOf } from './flag-values.js';
import { PORTS } from './world/ports.js';

export interface FaultFlags {
  /** How long faults are made; starting, finishing what is in hand and checking come on top. */
  readonly minutes: number;
  readonly seed: string | undefined;
  /** Names of the nemeses to choose from; all when empty. */
  readonly only: readonly string[];
  /** NATS servers: one alone, or a cluster of three on a network that can be cut. */
  readonly nodes: 1 | 3;
  /** The fixed mix of `npm test` instead of minutes of random ones. */
  readonly short: boolean;
  /** No fault at all: an undisturbed run, to compare with. */
  readonly calm: boolean;
  /** Exactly so many reports, however long they take; two such runs with one seed end in the same ledger. */
  readonly reports: number | undefined;
  /** Reports a second. */
  readonly rate: number;
  /** Base port; a hundred are used. The first free hundred when absent. */
  readonly port: number | undefined;
  /** Forgets what an earlier run left behind. */
  readonly fresh: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

/** A fault that can be chosen, and how many NATS servers it needs. */
interface Known {
  readonly name: string;
  readonly nodes?: 1 | 3;
}

export const USAGE = `npm run faults -- [flags]
  --minutes N      how long faults are made (2)
  --seed S         decides load and faults; printed, so that a run can be repeated
  --only A,B       only these faults
  --nodes N        NATS servers: 1, or a cluster of 3 with faults of its own, as root (1)
  --short          the mix of \`npm test\`, about a minute and a half
  --calm           the load without any fault
  --reports N      exactly so many reports: two runs with one seed print the same digests of ledger and scores
  --rate N         reports a second (2)
  --port PORT      base port; ${PORTS} are used (the first free ${PORTS} from 21000 on)
  --fresh          forgets what an earlier run left behind
  --list           shows the faults
  --help           shows this
It starts a whole system of its own and ends it, also at Ctrl-C; data and logs of a run that is broken off, or went wrong,
stay, and it says where. Exit code 0: nothing lost, nothing repeated, everything healed.
Example: npm run faults -- --minutes 30 --seed 1`;

/** @throws Error that says which flag is wrong, with the usage */
export const parseFlags = (args: readonly string[], known: readonly Known[]): FaultFlags =>
  usageAdded(USAGE, () => flagsOf(args, known));

function flagsOf(args: readonly string[], known: readonly Known[]): FaultFlags {
  const values = parse(args);
  const nodes = nodesOf(values.nodes);
  const only = faultsOf(values.only, known, nodes);
  const modes = [values.short, values.calm, only.length > 0].filter(Boolean);
  if (modes.length > 1) throw new Error('--short, --calm and --only exclude each other');
  if (values.short && nodes === 3) throw new Error('--short is for one NATS server');
  if (values.short && values.minutes !== undefined) throw new Error('--short has its own length: leave --minutes out');
  return {
    minutes: numberOf('--minutes', values.minutes, 0.1, 1440) ?? 2,
    seed: seedOf(values.seed),
    only,
    nodes,
    short: values.short ?? false,
    calm: values.calm ?? false,
    reports: wholeOf('--reports', values.reports, 1, 100_000),
    rate: numberOf('--rate', values.rate, 0.1, 100) ?? 2,
    port: wholeOf('--port', values.port, 1024, 65_535 - PORTS),
    fresh: values.fresh ?? false,
    list: values.list ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const texts = { minutes: text, seed: text, only: text, nodes: text, reports: text, rate: text, port: text };
  const switches = { short: flag, calm: flag, fresh: flag, list: flag, help: flag };
  return parseArgs({ args: [...args], options: { ...texts, ...switches } }).values;
}

function nodesOf(text = '1'): 1 | 3 {
  if (text !== '1' && text !== '3') throw new Error(`--nodes ${text} is neither 1 nor 3`);
  return text === '1' ? 1 : 3;
}

function faultsOf(text: string | undefined, known: readonly Known[], nodes: 1 | 3): string[] {
  const names = namesOf(
    'fault',
    text,
    known.map(({ name }) => name),
  );
  const other = known.find((one) => names.includes(one.name) && (one.nodes ?? nodes) !== nodes);
  if (other) throw new Error(`${other.name} needs --nodes ${other.nodes}`);
  return names;
}
