import { setTimeout as delay } from 'node:timers/promises';
import type { Installation } from '../gw/src/installation.js';
import { checkInbox, checkStreams, checkTwins, type Check } from './checks.js';
import type { Setting } from './entering.js';
import { countTickets, readLedger } from './ledger.js';
import type { Closed, Result } from './run.js';
import { DepartmentStreams } from './streams.js';
import { differences, fateTable, wayTable, type Fate, type Tallied } from './tally.js';

/** Everything that is compared at the end. */
export interface Books {
  readonly lines: number;
  readonly result: Result;
  readonly setting: Setting;
  readonly installation: Installation;
  /** How many tickets there were before, where nobody else reports. */
  readonly before: number | undefined;
}

/** What is told by events may come a little after the last answer. */
const SETTLES_WITHIN_MS = 60_000;
const LOOK_MS = 500;

/** Reads the ledger, the departments' streams and 12345's inbox, and prints the tables; returns what must hold. */
export async function settleAccounts(books: Books, print: (line: string) => void): Promise<Check[]> {
  const { result, setting } = books;
  const tallied = result.closed.map(tally);
  const tickets = new Set(tallied.map(({ ticketId }) => ticketId));
  let ledger = new Map<string, Fate>();
  const agreed = await settled(async () => {
    ledger = await readLedger(setting.district.centre, tickets);
    return { what: 'the ledger says the same of every line', wrong: differences(tallied, ledger) };
  });
  const [runner, told] = [tallied.map(({ fate }) => fate), [...ledger.values()]];
  for (const line of ['', ...fateTable(runner, told), '', ...wayTable(runner, told), '']) print(line);
  return [
    await checkCount(books, tickets.size),
    checkClosed(result),
    agreed,
    ...(await checkReceivers(books, tickets)),
  ];
}

async function checkReceivers(
  { result: { closed }, setting, installation }: Books,
  tickets: ReadonlySet<string>,
): Promise<Check[]> {
  const streams = new DepartmentStreams(installation);
  const departments = setting.district.departments.map(({ code }) => code);
  const { hotline } = setting;
  return [
    checkTwins(closed),
    await settled(async () => checkStreams(closed, await streams.found(departments, tickets))),
    ...(hotline ? [await settled(async () => checkInbox(closed, hotline, setting))] : []),
    checkAnswers(setting.district.faces.answers),
  ];
}

async function checkCount({ lines, setting, before }: Books, tickets: number): Promise<Check> {
  const all = before === undefined ? lines : (await countTickets(setting.district.centre)) - before;
  const wrong = [
    ...(tickets === lines ? [] : [`${lines} lines became ${tickets} closed tickets`]),
    ...(all === lines ? [] : [`the ledger has ${all} new tickets in all`]),
  ];
  return { what: `${lines} lines, each posted twice: ${tickets} tickets`, wrong };
}

const checkClosed = ({ closed, failed }: Result): Check => ({
  what: `${closed.length} closed`,
  wrong: failed.map(({ job, why }) => `line ${job.line.number}: ${why}`),
});

function checkAnswers(answers: ReadonlyMap<string, number>): Check {
  const counts = [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([status, count]) => `${status} × ${count}`);
  const wrong = answers.has('500') ? [`${answers.get('500')} answers were 500`] : [];
  return { what: `HTTP answers: ${counts.join(', ')}`, wrong };
}

/** The HTTP answers of a line's end, and the acts of its plan, all of which were answered. */
function tally({ job: { line, plan }, entered, handled }: Closed): Tallied<Fate> {
  const { state, outcome, round } = handled.ticket;
  const fate = {
    state,
    tier: handled.tier,
    outcome: outcome ?? 'none',
    round,
    toVillage: plan.climb !== 'grid',
    toTownship: plan.climb === 'township' || plan.climb === 'whistle',
    whistled: plan.climb === 'whistle',
    returned: plan.returned !== undefined,
    redone: plan.redone,
  };
  return { what: `line ${line.number}`, ticketId: entered.ticketId, fate };
}

/** Checks again until nothing is wrong, for a while; the last word counts. */
export async function settled(check: () => Promise<Check>): Promise<Check> {
  for (const end = Date.now() + SETTLES_WITHIN_MS; ;) {
    const found = await check();
    if (found.wrong.length === 0 || Date.now() > end) return found;
    await delay(LOOK_MS);
  }
}
