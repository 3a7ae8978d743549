import { wrong, type Finding, type Violation } from '../../faults/check/finding.js';
import { STALE, type Pair, type Winner } from '../pairs/pair.js';
import { isLater, isUndecided, type Raced, type RaceEvidence, type Told } from './evidence.js';
import { standingOf } from './standing.js';

/** Whose command was answered with success; a clock always has its way. Undefined where it was nobody's, or is not known. */
export function winnerOf({ first, second }: Raced): Winner | undefined {
  if (isUndecided({ first, second })) return undefined;
  const [one, other] = [isDone(first), second === undefined || isDone(second)];
  if (one) return other ? 'both' : 'first';
  return other ? 'second' : undefined;
}

const isDone = ({ status }: Told): boolean => status >= 200 && status < 300;

/** One outcome of those that are allowed, and a loser that is told so. */
export function checkOutcomes(pair: Pair, raced: readonly Raced[], evidence: RaceEvidence): Finding {
  return {
    rule: 'one outcome, and the loser is told',
    looked: raced.length,
    violations: raced.flatMap((each) => [...outcome(pair, each, evidence), ...refusals(pair, each)]),
  };
}

/** Where somebody was told to come later, anything may have happened; all other rules hold there too. */
function outcome({ outcomes }: Pair, raced: Raced, evidence: RaceEvidence): Violation[] {
  if (isUndecided(raced)) return [];
  const winner = winnerOf(raced);
  const name = raced.tickets[0];
  const standing = standingOf(raced.tickets, evidence);
  if (winner === undefined) return [wrong(`${name}: both were refused; it is ${standing}`)];
  const allowed = outcomes[winner];
  if (!allowed) return [wrong(`${name}: ${winner} must not win; it is ${standing}`)];
  return allowed.includes(standing) ? [] : [wrong(`${name}: ${winner} won, and it is ${standing}`)];
}

function refusals({ refused = [STALE] }: Pair, { tickets, first, second }: Raced): Violation[] {
  return [first, second ?? []].flat().flatMap(({ status, code = 'nothing' }) => {
    if (isLater({ status }) || (status >= 200 && status < 300)) return [];
    if (status >= 400 && status < 500 && refused.includes(code)) return [];
    return [wrong(`${tickets[0]}: the loser was answered ${status} ${code}`)];
  });
}
