import { table } from '../tools/gw/src/output.js';
import type { Evidence } from './check/evidence.js';
import type { Finding, ViolationKind } from './check/finding.js';

/** One fault that was made, and how the system took it. */
export interface Trial {
  readonly name: string;
  readonly kind: string;
  /** Seconds from its end until the system had healed; undefined when it had not. */
  readonly healedIn: number | undefined;
}

export interface Skipped {
  readonly name: string;
  readonly why: string;
  /** Its moment did not come. */
  readonly byChance?: boolean;
}

/** Everything a run comes to. */
export interface Outcome {
  readonly trials: readonly Trial[];
  readonly skipped: readonly Skipped[];
  /** Faults that could have been made, had there been more time. */
  readonly unmade: readonly string[];
  /** Reports that could not be handled to their end. */
  readonly unfinished: readonly string[];
  readonly findings: readonly Finding[];
  readonly acknowledged: Evidence['acknowledged'];
}

const SHOWN = 10;
const KINDS: readonly ViolationKind[] = ['lost', 'repeated', 'out of order', 'wrong'];

/** The lines that a run ends with. */
export function report(outcome: Outcome): string[] {
  const { trials, skipped, unmade, findings, unfinished } = outcome;
  return [
    '',
    ...table(['fault', 'made', 'healed', 'unhealed', 'slowest, s'], kindRows(trials)),
    ...skipped.map(({ name, why }) => `skipped: ${name}: ${why}`),
    ...(unmade.length > 0 ? [`not made in this time: ${unmade.join(', ')}`] : []),
    '',
    ...findings.flatMap(findingLines),
    ...unfinished.slice(0, SHOWN).map((why) => `not finished: ${why}`),
    '',
    summary(outcome),
  ];
}

/** Where every fault must be made, one that this machine could not make is a failure; one whose moment did not come is none. */
export const isGood = ({ trials, skipped, findings, unfinished }: Outcome, mustMakeAll = false): boolean =>
  unfinished.length === 0 &&
  (!mustMakeAll || skipped.every(({ byChance }) => byChance === true)) &&
  trials.every(({ healedIn }) => healedIn !== undefined) &&
  findings.every(({ violations }) => violations.length === 0);

function kindRows(trials: readonly Trial[]): string[][] {
  const kinds = [...new Set(trials.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const own = trials.filter((trial) => trial.kind === kind);
    const times = own.flatMap(({ healedIn }) => (healedIn === undefined ? [] : [healedIn]));
    const slowest = times.length > 0 ? Math.max(...times).toFixed(1) : '';
    return [kind, String(own.length), String(times.length), String(own.length - times.length), slowest];
  });
}

function findingLines({ rule, looked, violations, resent }: Finding): string[] {
  const again = resent === undefined ? '' : `; ${resent} came again`;
  const more = violations.length > SHOWN ? [`         … and ${violations.length - SHOWN} more`] : [];
  return [
    `${violations.length === 0 ? 'ok    ' : 'WRONG '} ${rule} (${looked} looked at${again})`,
    ...violations.slice(0, SHOWN).map(({ kind, what }) => `         ${kind}: ${what}`),
    ...more,
  ];
}

function summary({ trials, skipped, findings, unfinished, acknowledged }: Outcome): string {
  const violations = findings.flatMap((finding) => finding.violations);
  const [lost, again, disorder, wrong] = KINDS.map((kind) => violations.filter((one) => one.kind === kind).length);
  const unhealed = trials.filter(({ healedIn }) => healedIn === undefined).length + unfinished.length;
  const resent = findings.reduce((sum, finding) => sum + (finding.resent ?? 0), 0);
  return (
    `acknowledged ${acknowledged.length}, lost ${lost}, effects repeated ${again}, out of order ${disorder}, ` +
    `wrong ${wrong}, unhealed ${unhealed}; sent again ${resent}, faults made ${trials.length}, skipped ${skipped.length}`
  );
}
