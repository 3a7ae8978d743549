import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '@gridwhistle/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { CommonSettings } from './common-settings.js';
import { giveUpTogether, WatchedClient } from './database-client.js';
import { isDatabaseAway, isLostRace } from './database-trouble.js';
import type { ServiceDefinition } from './definition.js';
import { inOnePiece } from './patience.js';
import { read } from './statement.js';

const ATTEMPTS = 4;
const POOL_SIZE = 10;
/** For a free connection of the pool, or a new one: an overloaded database refuses before its callers give up. */
const CONNECT_TIMEOUT_MS = 1_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_AFTER_MS = 5_000;
const PATIENCE_AT_START = 30;

const NOW = { name: 'gw_now', text: 'select gw_now() as now' };

const afterwards = new WeakMap<EntityManager, (() => void)[]>();

/** Transactions on the service's own schema. */
@Injectable()
export class Database {
  constructor(readonly source: DataSource) {}

  /**
   * Runs the work in one transaction. When it lost a race (serialization failure, deadlock) it runs again from the
   * start, a few times; so the work has no effect outside `tx` except through `afterCommit`.
   */
  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return inOnePiece(() => this.repeated(work));
  }

  private async repeated<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (!isLostRace(error)) throw error;
        if (attempt === ATTEMPTS) throw new DomainError('unavailable', 'too many changes at the same time');
        await delay(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private async once<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const callbacks: (() => void)[] = [];
    const result = await this.source.transaction((tx) => {
      afterwards.set(tx, callbacks);
      return work(tx);
    });
    callbacks.forEach((callback) => callback());
    return result;
  }
}

/** Calls back once the transaction has committed (never when it did not); for waking up what reads what was written. */
export function afterCommit(tx: EntityManager, callback: () => void): void {
  const callbacks = afterwards.get(tx);
  if (!callbacks) throw new Error('afterCommit needs the tx of Database.transaction');
  callbacks.push(callback);
}

/** The only clock for domain time: `gw_now()`, which a simulated database can move. */
export async function databaseNow(tx: EntityManager): Promise<Date> {
  const [row] = await read<{ now: Date }>(tx, NOW, []);
  if (!row) throw new Error('gw_now() gave nothing');
  return row.now;
}

/** Connects with patience (the database may start at the same moment) and brings the schema up to date. */
export async function openDatabase(definition: ServiceDefinition, settings: CommonSettings): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: settings.GW_DATABASE_URL,
    entities: [...definition.entities],
    migrations: [...definition.migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    applicationName: `${definition.name}/${settings.GW_INSTANCE}`,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    poolSize: POOL_SIZE,
    // An idle connection that breaks is replaced by the pool; the default would log its text.
    poolErrorHandler: () => undefined,
    extra: {
      Client: WatchedClient,
      options: sessionOptions(definition),
      statement_timeout: STATEMENT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    },
  });
  await connect(source);
  giveUpTogether((source.driver as unknown as { master: Pool }).master);
  await migrate(source, definition.schema);
  return source;
}

/** The server, too, gives up whom it has lost: a client that is gone or paused must not keep its locks. */
function sessionOptions({ schema, plansOnce = false }: ServiceDefinition): string {
  const settings = {
    search_path: `${schema},gw`,
    client_connection_check_interval: '1s',
    idle_in_transaction_session_timeout: '60s',
    tcp_keepalives_idle: '5',
    tcp_keepalives_interval: '2',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '10s',
    ...(plansOnce ? { plan_cache_mode: 'force_generic_plan' } : {}),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

async function connect(source: DataSource): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await source.initialize();
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || attempt === PATIENCE_AT_START) throw error;
      if (attempt === 1) new Logger('Database').warn('PostgreSQL does not answer yet; waiting for it');
      await delay(1_000);
    }
  }
}

/** Several instances may start at once: the advisory lock lets one migrate while the others wait, then find it done. */
async function migrate(source: DataSource, schema: string): Promise<void> {
  const runner = source.createQueryRunner();
  const lock = `hashtextextended('gridwhistle:migrate:' || $1, 0)`;
  try {
    await runner.query(`select pg_advisory_lock(${lock})`, [schema]);
    await source.runMigrations({ transaction: 'each' });
    await runner.query(`select pg_advisory_unlock(${lock})`, [schema]);
  } finally {
    await runner.release();
  }
}
