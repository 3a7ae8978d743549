import { performance } from 'node:perf_hooks';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import { PARTITIONS } from './partition.js';
import type { Statement } from './statement.js';

/** The server ends a session that is silent for this long, and so frees its locks. */
const IDLE_TIMEOUT_MS = 5_000;
const BEAT_MS = 1_000;
/** A session that answered within this time still holds its locks: far below the idle timeout. */
const FRESH_MS = 2_500;
const ANSWER_WITHIN_MS = 5_000;

/**
 * Its few statements are planned once, and read by keys whatever the planner believes of tables that were empty then: a plan
 * that reads a whole log stays until the table is analysed.
 */
const SET_UP = [
  `idle_session_timeout = ${IDLE_TIMEOUT_MS}`,
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
].map((setting) => `set ${setting}`);

const LOCK = {
  name: 'gw_relay_lock',
  text: `select part from unnest($1::int[]) part
    where pg_try_advisory_lock(hashtext('gridwhistle.relay.' || current_schema()), part)`,
};
const BEAT = { name: 'gw_relay_beat', text: 'select 1' };

/** The relay paused for so long that another instance may publish now. */
export class Paused extends Error {}

/**
 * One connection that holds the advisory locks of partitions. Whoever loses the connection loses the locks, and the
 * other way round: so a session that answers is a session that holds them.
 */
export class RelaySession {
  readonly held = new Set<number>();
  private broken?: Error;
  private answered = performance.now();
  private beat?: NodeJS.Timeout;

  private constructor(private readonly client: PoolClient) {
    client.on('error', (error) => (this.broken = error));
  }

  static async open(dataSource: DataSource): Promise<RelaySession> {
    const { master: pool } = dataSource.driver as unknown as { master: Pool };
    const session = new RelaySession(await pool.connect());
    try {
      await session.client.query(SET_UP.join('; '));
    } catch (error) {
      session.close();
      throw error;
    }
    session.beat = setInterval(() => void session.run(BEAT, []).catch(() => undefined), BEAT_MS);
    return session;
  }

  /** Tries to get the partitions that are not held yet; true when at least one is held now. */
  async lock(): Promise<boolean> {
    const missing = Array.from({ length: PARTITIONS }, (_, part) => part).filter((part) => !this.held.has(part));
    const got = missing.length > 0 ? await this.run<{ part: number }>(LOCK, [missing]) : [];
    got.forEach(({ part }) => this.held.add(part));
    return this.held.size > 0;
  }

  /** Throws `Paused` when the session has not answered lately: nothing may be published before it does. */
  assertFresh(): void {
    if (this.broken) throw this.broken;
    if (performance.now() - this.answered > FRESH_MS) throw new Paused('the relay paused');
  }

  /** A connection that is dead without saying so ends here, not after the minutes that TCP takes. */
  async run<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const asked = performance.now();
    const query = { ...statement, values, query_timeout: ANSWER_WITHIN_MS };
    const { rows } = await this.client.query<Row>(query);
    this.answered = Math.max(this.answered, asked);
    return rows;
  }

  /** Ends the connection, never gives it back: that is what frees the locks. */
  close(): void {
    clearInterval(this.beat);
    this.client.release(this.broken ?? true);
  }
}
