import { parseArgs } from 'node:util';

export interface LadderFlags {
  /** Folders of `profiles/`, one after the other. */
  readonly districts: readonly string[];
  /** Mixed tickets in each. */
  readonly tickets: number;
  /** Decides who, where and in which order; a fresh one when absent. */
  readonly seed: string | undefined;
  /** Only the story, no mixed tickets. */
  readonly storyOnly: boolean;
}

const MOST_TICKETS = 100_000;

export const usage = (known: readonly string[]): string => `npm run ladders -- [flags]
  --district NAME   a folder of profiles/; may stand several times (${known.join(', ')})
  --tickets N       mixed tickets in each of them (1000)
  --seed S          decides who, where and in which order; printed, so that a run can be repeated
  --story           only the locality's own story, no mixed tickets
Exit code 0: every story as told, every ticket closed, ledger and runner agree, each act of the order's table once in fifty tickets.
Example: npm run ladders -- --district shangba --tickets 100 --seed 1`;

/** @throws Error that says which flag is wrong, with the usage; `known` are the folders of `profiles/` */
export function parseFlags(args: readonly string[], known: readonly string[]): LadderFlags {
  const { district = known, tickets = '1000', seed, story = false } = parse(args, known);
  const wrong = (problem: string): Error => new Error(`${problem}\n\n${usage(known)}`);
  const stranger = district.find((name) => !known.includes(name));
  if (stranger !== undefined) throw wrong(`--district ${stranger} is no folder of profiles/`);
  const count = Number(tickets);
  if (!/^\d+$/.test(tickets) || count < 1 || count > MOST_TICKETS)
    throw wrong(`--tickets ${tickets} is not a whole number from 1 to ${MOST_TICKETS}`);
  if (seed !== undefined && !/^[\w-]{1,64}$/.test(seed))
    throw wrong(`--seed ${seed} is no seed: letters, digits, dashes`);
  return { districts: district, tickets: count, seed, storyOnly: story };
}

function parse(args: readonly string[], known: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    district: { type: 'string', multiple: true },
    tickets: text,
    seed: text,
    story: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage(known)}`, { cause: error });
  }
}
