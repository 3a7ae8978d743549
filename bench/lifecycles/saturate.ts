import { withClient } from '@gridwhistle/testing/servers';
import type { Terms } from '../row.js';
import { startLoad, watchCpu } from '../support/generator.js';
import type { BenchInstallation } from '../support/installation.js';
import { seconds, secondsUntil } from '../support/pause.js';
import { People } from '../support/people.js';
import type { LifecycleJob, LifecycleOutcome } from './load.js';

export interface Saturation {
  /** Closed in the ledger a second, from the end of the warm-up until nothing was on its way any more. */
  readonly rate: number;
  readonly beside: Record<string, number | string>;
}

export interface SaturateOptions {
  readonly actors: number;
  readonly warmUp: number;
  readonly measured: number;
  /** Hears why lifecycles failed. */
  say(line: string): void;
}

const BEATS = 40;
const DRAINED_WITHIN = 120;

/** Runs lifecycles as fast as they go and counts those that the ledger shows as closed. */
export async function saturate(
  terms: Terms,
  installation: BenchInstallation,
  { actors, warmUp, measured, say }: SaturateOptions,
): Promise<Saturation> {
  const { facts } = installation;
  const before = await closedInLedger(facts.databaseUrl);
  const load = startLoad<LifecycleJob, never, LifecycleOutcome>(terms, {
    module: new URL('load.ts', import.meta.url),
    job: await jobFor(installation, actors),
  });
  await Promise.race([seconds(warmUp), load.outcome]);
  const [began, first] = [performance.now(), await closedInLedger(facts.databaseUrl)];
  const cpu = watchCpu(installation.processes, load);
  await Promise.race([seconds(measured), load.outcome]);
  const shares = cpu.beside();
  const perLifecycle = cpu.milliseconds / ((await closedInLedger(facts.databaseUrl)) - first);
  load.finish();
  const outcome = await load.outcome;
  const drain = await secondsUntil(async () => (await installation.backlog()) === 0, DRAINED_WITHIN);
  if (Number.isNaN(drain)) throw new Error(`not drained ${DRAINED_WITHIN} s after the load`);
  const elapsed = (performance.now() - began) / 1000;
  const last = await closedInLedger(facts.databaseUrl);
  outcome.failures.forEach(say);
  // A rating whose answer was lost closes a ticket that the actor gave up.
  if (last - before < outcome.tickets || last - before > outcome.tickets + outcome.failed)
    throw new Error(`${outcome.tickets} lifecycles, ${last - before} in the ledger`);
  const { refusals, failed } = outcome;
  const beside = {
    actors,
    failed,
    refusals,
    'p50 s': outcome.p50 / 1000,
    'drained after s': drain,
    'CPU ms of each': perLifecycle,
    ...shares,
  };
  return { rate: (last - first) / elapsed, beside };
}

async function jobFor({ facts }: BenchInstallation, actors: number): Promise<LifecycleJob> {
  const people = await People.of(facts);
  const beats = people.beats(BEATS);
  const units = [...new Set(beats.flatMap(({ grid, branch }) => [grid, branch, roomOf(branch)]))];
  const tokens = await Promise.all(units.map(async (unit) => [unit, await people.tokenOf(unit)] as const));
  return { origin: facts.url, beats, actors, centre: await people.centre, tokens: Object.fromEntries(tokens) };
}

/** The township's room above a village's branch. */
const roomOf = (branch: string): string => `${branch.slice(0, 9)}-room`;

async function closedInLedger(databaseUrl: string): Promise<number> {
  const count = `select count(*)::int as closed from console.ledger_ticket where state = 'closed'`;
  return withClient(
    databaseUrl,
    async (client) => (await client.query<{ closed: number }>(count)).rows[0]?.closed ?? 0,
  );
}
