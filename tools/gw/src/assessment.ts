import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { RecountAsked, RecountComparison, RecountState } from '@gridwhistle/contracts';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { call, internal, tokenFor } from './operator.js';
import { localTime, print, progress } from './output.js';

const LOOK_MS = 250;

export interface PeriodOptions {
  readonly plan?: string;
  readonly user?: string;
  readonly corrects?: string;
  readonly reason?: string;
  readonly keep?: boolean;
  readonly json?: boolean;
}

/** Counts a period's figures anew from the events. Exit code 1 when they are not the ones that are kept. */
export async function recomputePeriod(
  installation: Installation,
  period: string,
  { plan, keep, json }: PeriodOptions,
): Promise<void> {
  const named = { ...(plan === undefined ? {} : { plan }), ...(keep === true ? { keep: 'true' } : {}) };
  const query = new URLSearchParams({ period, ...named }).toString();
  const comparison = await counted(installation, query);
  if (!comparison.same) process.exitCode = 1;
  print(json, comparison, () => linesOf(comparison));
}

async function counted(installation: Installation, query: string): Promise<RecountComparison> {
  const path = '/internal/recount';
  const begun = await internal<RecountState>(installation, 'assessment', `${path}?${query}`, 'POST');
  let state = begun;
  for (; state.running; state = await internal<RecountState>(installation, 'assessment', path)) {
    progress(`${state.read} events read`);
    await delay(LOOK_MS);
  }
  progress('');
  return resultOf(state, begun.of);
}

/** What came of the count that was asked for: the service keeps the last one only, and somebody else may have begun one since. */
export function resultOf(
  { of, comparison, failure }: Omit<RecountState, 'running' | 'read'>,
  asked: RecountAsked | undefined,
): RecountComparison {
  const isAsked = of?.plan === asked?.plan && of?.period === asked?.period && of?.keep === asked?.keep;
  if (of && !isAsked) throw new Failure(`Meanwhile somebody had ${of.period} of ${of.plan} counted: ask once more.`);
  if (comparison) return comparison;
  throw new Failure(`The figures could not be counted anew: ${failure ?? 'the service was started again'}.`);
}

function linesOf({
  plan,
  period,
  until,
  events,
  facts,
  units,
  same,
  different,
  differences,
}: RecountComparison): string[] {
  const head = `${period} of ${plan}, until ${localTime(until)}: ${events} events, ${facts} facts, ${units} units`;
  if (same) return [head, 'Every fact and every figure is what the events say.'];
  const rows = differences.map(({ row, kept, recounted }) => `  ${row}: ${wordFor(kept, recounted)}`);
  const more = different - differences.length;
  return [
    head,
    `${different} rows differ:`,
    ...rows,
    ...(more > 0 ? [`  and ${more} more`] : []),
    'See --json for both sides.',
  ];
}

function wordFor(kept: unknown, recounted: unknown): string {
  if (kept === undefined) return 'is not kept';
  return recounted === undefined ? 'no event tells of it' : 'says something else';
}

interface Named {
  readonly id: string;
  readonly state?: string;
  readonly digest?: string;
}

/** Opens or freezes a period in somebody's name. */
export async function actOnPeriod(
  installation: Installation,
  act: 'open' | 'freeze',
  period: string,
  { plan = '', user = '', json }: PeriodOptions,
): Promise<void> {
  const path = `/assessments/${encodeURIComponent(plan)}/${encodeURIComponent(period)}/${act}`;
  const made = await post(installation, user, path, {});
  print(json, made, () => [`${period} of ${plan} is ${made.state ?? 'known'}`]);
}

/** Publishes a period, or a correction, in somebody's name. */
export async function publishPeriod(
  installation: Installation,
  period: string,
  { plan, user = '', corrects, reason, json }: PeriodOptions,
): Promise<void> {
  const made = await post(installation, user, '/publications', { plan, period, corrects, reason });
  print(json, made, () => [`published as ${made.id}, digest ${made.digest ?? '-'}`]);
}

async function post(installation: Installation, user: string, path: string, body: object): Promise<Named> {
  const token = await tokenFor(installation, user);
  return call<Named>(installation, path, token, { method: 'POST', body, key: randomUUID() });
}
