import { table } from '../tools/gw/src/output.js';
import { isUndecided, type Raced } from './check/evidence.js';
import { winnerOf } from './check/outcomes.js';
import type { Pair } from './pairs/pair.js';

/** What came of a pair's meetings. */
export interface Outcome {
  readonly pair: Pair;
  readonly raced: readonly Raced[];
  /** A sentence for each violation. */
  readonly wrong: readonly string[];
}

const SHOWN = 10;

export const isGood = (outcomes: readonly Outcome[]): boolean => outcomes.every(({ wrong }) => wrong.length === 0);

/** The lines of one pair, as soon as it is judged. */
export function told({ pair, raced, wrong }: Outcome): string[] {
  const more = wrong.length > SHOWN ? [`  … and ${wrong.length - SHOWN} more`] : [];
  const first = `${pair.id}: ${raced.length} raced, ${wrong.length} violations`;
  return [first, ...wrong.slice(0, SHOWN).map((what) => `  ${what}`), ...more];
}

/** The lines that a run ends with. */
export function report(outcomes: readonly Outcome[]): string[] {
  const all = outcomes.flatMap((each) => each.raced);
  const undecided = all.filter(isUndecided).length;
  const violations = outcomes.reduce((sum, { wrong }) => sum + wrong.length, 0);
  return [
    '',
    ...table(HEADINGS, outcomes.map(rowOf)),
    '',
    `${outcomes.length} pairs, ${all.length - undecided} raced, ${undecided} told to come later, ${violations} violations`,
  ];
}

const HEADINGS = ['pair', 'raced', 'first won', 'second won', 'both in order', 'refused with', 'violations'];

function rowOf({ pair, raced, wrong }: Outcome): string[] {
  const decided = raced.filter((each) => !isUndecided(each));
  const won = (winner: string): string => String(raced.filter((each) => winnerOf(each) === winner).length);
  const counts = [won('first'), won('second'), won('both')];
  return [pair.id, String(decided.length), ...counts, codesOf(decided), String(wrong.length)];
}

function codesOf(raced: readonly Raced[]): string {
  const codes = raced.flatMap(({ first, second }) => [first.code ?? [], second?.code ?? []].flat());
  return [...new Set(codes)].sort().join(', ');
}
