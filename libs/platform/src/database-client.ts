import type { EventEmitter } from 'node:events';
import { Client, type ClientConfig, type Pool, type PoolClient } from 'pg';
import { patienceLeft } from './patience.js';

/** A timer cannot wait longer than this, so a patience beyond it is none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A connection that is given up when it does not answer in time (see `withPatience`): its socket is destroyed, so the
 * statement fails, the pool makes another, and nobody is handed one that is dead without saying so. Whether a commit
 * that was given up took place is not known: the caller repeats it with its Idempotency-Key.
 */
export class WatchedClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    // One that breaks in the moment it is handed out has no other listener yet, and its error would end the process:
    // the server's last words may come in the same packet as its greeting. Its holder still gets the error.
    this.on('error', () => undefined);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => this.watched(query(...args))) as typeof this.query;
  }

  giveUp(): void {
    const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
  }

  private watched(answer: unknown): unknown {
    const left = patienceLeft();
    if (!(answer instanceof Promise) || left > LONGEST_TIMER_MS) return answer;
    const late = setTimeout(() => {
      this.emit('late');
      this.giveUp();
    }, left);
    const heard = (): void => clearTimeout(late);
    answer.then(heard, heard);
    return answer;
  }
}

/** When one connection does not answer, those that rest in the pool are given up with it: they lie on the same wire. */
export function giveUpTogether(pool: Pool): void {
  const resting = new Set<PoolClient>();
  const heard = new WeakSet<PoolClient>();
  const late = (): void => resting.forEach((client) => (client as unknown as WatchedClient).giveUp());
  pool.on('acquire', (client) => {
    resting.delete(client);
    if (!heard.has(client)) (client as EventEmitter).on('late', late);
    heard.add(client);
  });
  pool.on('release', (_error, client) => resting.add(client));
  pool.on('remove', (client) => resting.delete(client));
}
