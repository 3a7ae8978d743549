import { Client } from 'pg';
import { drainedOf, waitUntilDrained } from './drained.js';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { localTime, print, progress } from './output.js';

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** At most this many stops at due moments in one advance; the rest is one step. */
const STOPS = 200;

/** Milliseconds of `90s`, `15m`, `4h`, `2d` or a sum such as `1d12h`. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw new Failure(`${text} is no duration. Write for example 90s, 15m, 4h, 2d or 1d12h.`, 2);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0), 0);
}

export async function showClock(installation: Installation, json?: boolean): Promise<void> {
  const now = await nowOf(installation);
  const value = { now: now.toISOString(), simulated: installation.simulated };
  print(json, value, () => [`${localTime(value.now)} ${installation.simulated ? '(simulated)' : '(real)'}`]);
}

/**
 * Moves simulated time: from due moment to due moment, each time waiting until everything that it led to has happened,
 * so that rungs fire in the order in which they would have fired.
 */
export async function advanceClock(
  installation: Installation,
  duration: string,
  options: { undrained?: boolean; json?: boolean },
): Promise<void> {
  const length = parseDuration(duration);
  if (!installation.simulated)
    throw new Failure('This clock is real. Start with `npm start -- --simulated` to move it.');
  const now = await withDatabase(installation, async (database) => {
    const target = (await readNow(database)).getTime() + length;
    if (!options.undrained) await walk(installation, database, target);
    await moveTo(database, target);
    if (!options.undrained) await waitUntilDrained(installation);
    return readNow(database);
  });
  print(options.json, { now: now.toISOString() }, () => [`it is now ${localTime(now.toISOString())}`]);
}

async function walk(installation: Installation, database: Client, target: number): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    await waitUntilDrained(installation);
    const next = await nextRung(installation);
    if (next === undefined || next >= target) return;
    progress(`${localTime(new Date(next).toISOString())}: a clock is due`);
    await moveTo(database, next);
  }
}

async function nextRung(installation: Installation): Promise<number | undefined> {
  const all = await Promise.all(Object.keys(installation.services).map((name) => drainedOf(installation, name)));
  const moments = all.flatMap(({ nextRungAt }) => (nextRungAt ? [Date.parse(nextRungAt)] : []));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

/** Never backwards: a moment that has passed is left alone. */
export async function moveTo(database: Client, moment: number): Promise<void> {
  const sql = `update gw.simulated_clock set offset_ms = greatest(offset_ms,
    $1::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint + 1)`;
  await database.query(sql, [Math.round(moment)]);
}

export async function readNow(database: Client): Promise<Date> {
  const { rows } = await database.query<{ now: Date }>('select gw.gw_now() as now');
  if (!rows[0]) throw new Failure('the database does not know the time');
  return rows[0].now;
}

/** What time it is in an installation. */
export const nowOf = (installation: Installation): Promise<Date> => withDatabase(installation, readNow);

async function withDatabase<T>(installation: Installation, work: (database: Client) => Promise<T>): Promise<T> {
  const database = new Client({ connectionString: installation.databaseUrl });
  await database.connect().catch(() => {
    throw new Failure('The database does not answer. `npx gw status` shows what is up.');
  });
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}
