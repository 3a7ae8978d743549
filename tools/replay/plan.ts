import { random, shuffled } from './random.js';

/** How high a line climbs before somebody settles it. */
export type Climb = 'grid' | 'village' | 'township' | 'whistle';
/** What becomes of a return: the same unit has it again, or another grid or the category's department. */
export type Return = 'overruled' | 'another-grid' | 'department';
export type Outcome = 'solved' | 'explained' | 'self-help';
/** When the same report is sent for the second time. */
export type Repeat = 'at-the-same-time' | 'right-after' | 'when-closed';
export type Tier = 'grid' | 'village' | 'township' | 'district';

/** Numbers in [0, 1) that pick this line's place, category and units. */
export type Dice = Readonly<Record<'grid' | 'x' | 'y' | 'category' | 'assist' | 'neighbour', number>>;

/** One line's way from report to archive. */
export interface Plan {
  readonly channel: 'resident' | 'hotline';
  /** With a place inside a grid; else it waits as `reported` for a dispatcher. */
  readonly placed: boolean;
  readonly climb: Climb;
  readonly returned: Return | undefined;
  /** Rated as not solved once, done again. */
  readonly redone: boolean;
  readonly outcome: Outcome;
  readonly repeat: Repeat;
  readonly dice: Dice;
}

export interface PlanOptions {
  readonly seed: string;
  /** Some of the lines without a place come from a (simulated) 12345. */
  readonly hotline: boolean;
}

/** At least these shares of the lines; raised to the township means raised twice. */
export const SHARES = {
  village: 0.2,
  township: 0.1,
  whistle: 0.05,
  returned: 0.1,
  redone: 0.05,
  hotline: 0.1,
} as const;
const PLACED = 0.5;

/** The way of every line, from the seed alone. */
export function planLines(
  lines: readonly { readonly twinOf: number | undefined; readonly number: number }[],
  options: PlanOptions,
): Plan[] {
  const { seed, hotline } = options;
  const draw = (what: string, share: number, from = lines.map((_, index) => index)): Set<number> =>
    new Set(shuffled(from, random(`${seed}:${what}`)).slice(0, Math.ceil(share * lines.length)));
  const climbs = drawClimbs(lines.length, seed);
  const placed = draw('placed', PLACED);
  const twins = new Set(lines.flatMap(({ twinOf, number }) => (twinOf === undefined ? [] : [twinOf, number])));
  const mayBeHotlines = lines.flatMap(({ number }, index) => (placed.has(index) || twins.has(number) ? [] : [index]));
  const hotlines = draw('hotline', hotline ? SHARES.hotline : 0, mayBeHotlines);
  const returned = draw('returned', SHARES.returned);
  const redone = draw('redone', SHARES.redone);
  return lines.map((_, index) => {
    const next = random(`${seed}:${index}`);
    const climb = climbs[index] ?? 'grid';
    return {
      channel: hotlines.has(index) ? 'hotline' : 'resident',
      placed: placed.has(index),
      climb,
      returned: returned.has(index) ? returnOf(climb, next()) : undefined,
      redone: redone.has(index),
      outcome: outcomeOf(next()),
      repeat: repeatOf(next()),
      dice: { grid: next(), x: next(), y: next(), category: next(), assist: next(), neighbour: next() },
    };
  });
}

function drawClimbs(count: number, seed: string): Climb[] {
  const quota = (climb: 'village' | 'township' | 'whistle'): Climb[] =>
    Array<Climb>(Math.ceil(SHARES[climb] * count)).fill(climb);
  const high = [...quota('whistle'), ...quota('township'), ...quota('village')].slice(0, count);
  return shuffled([...high, ...Array<Climb>(count - high.length).fill('grid')], random(`${seed}:climb`));
}

/** What is to climb does not go to a department: nothing is raised from there. */
function returnOf(climb: Climb, share: number): Return {
  if (share < 0.4) return 'overruled';
  return share < 0.7 || climb !== 'grid' ? 'another-grid' : 'department';
}

const outcomeOf = (share: number): Outcome => (share < 0.7 ? 'solved' : share < 0.9 ? 'explained' : 'self-help');

const repeatOf = (share: number): Repeat =>
  share < 0.4 ? 'at-the-same-time' : share < 0.8 ? 'right-after' : 'when-closed';

/** The tier of whoever does the work: for a whistle its lead department. */
export function tierOf({ climb, returned }: Pick<Plan, 'climb' | 'returned'>): Tier {
  return climb === 'whistle' || returned === 'department' ? 'district' : climb;
}
