import { parseArgs } from 'node:util';
import { namesOf, seedOf, usageAdded, wholeOf } from '../faults/flag-values.js';
import { PORTS } from '../faults/world/ports.js';

export interface RaceFlags {
  /** How often each pair meets. */
  readonly times: number;
  /** Ids of the pairs; all when empty. */
  readonly pairs: readonly string[];
  readonly seed: string | undefined;
  /** Base port; the first free ones when absent. */
  readonly port: number | undefined;
  /** Forgets what an earlier run left behind. */
  readonly fresh: boolean;
  readonly list: boolean;
}

export const USAGE = `npm run races -- [flags]
  --times N        how often each pair meets (200)
  --pairs A,B      only these pairs
  --seed S         decides the matters and who is a little later; printed, so that a run can be repeated
  --port PORT      base port; ${PORTS} are used (the first free ${PORTS} from 21000 on)
  --fresh          forgets what an earlier run left behind
  --list           shows the pairs
It starts a whole system of its own, two instances of every service, and ends it. Exit code 0: one outcome each time, the
same in every service.
Example: npm run races -- --times 20 --pairs accept-return,merge-merge`;

/** @throws Error that says which flag is wrong, with the usage */
export const parseFlags = (args: readonly string[], known: readonly string[]): RaceFlags =>
  usageAdded(USAGE, () => flagsOf(args, known));

function flagsOf(args: readonly string[], known: readonly string[]): RaceFlags {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const options = { times: text, pairs: text, seed: text, port: text, fresh: flag, list: flag };
  const { values } = parseArgs({ args: [...args], options });
  return {
    times: wholeOf('--times', values.times, 1, 10_000) ?? 200,
    pairs: namesOf('pair', values.pairs, known),
    seed: seedOf(values.seed),
    port: wholeOf('--port', values.port, 1024, 65_535 - PORTS),
    fresh: values.fresh ?? false,
    list: values.list ?? false,
  };
}
