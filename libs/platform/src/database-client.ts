import type { EventEmitter } from 'node:events';
import { Client, type ClientConfig, type Pool } from 'pg';
import { patienceLeft } from './patience.js';

/** A timer cannot wait longer than this, so a patience beyond it is none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A connection that is given up when it does not answer in time (see `withPatience`): its socket is destroyed, so the
 * statement fails, the pool makes another, and nobody is handed one that is dead without saying so. Whether a commit
 * that was given up took place is not known: the caller repeats it with its Idempotency-Key.
 */
export class WatchedClient extends Client {
  /** When it answered last, on the clock of `performance.now()`. */
  heardAt = 0;

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
    const asked = performance.now();
    const late = setTimeout(() => {
      this.emit('late', asked);
      this.giveUp();
    }, left);
    const over = (): void => clearTimeout(late);
    answer.then(() => {
      over();
      this.heardAt = performance.now();
    }, over);
    return answer;
  }
}

/**
 * When one connection does not answer and none of the others was heard meanwhile, those that rest in the pool are given
 * up with it: they lie on the same wire. Where others are answered the database is only slow, and new connections would
 * make it slower.
 */
export function giveUpTogether(pool: Pool): void {
  const [all, resting] = [new Set<WatchedClient>(), new Set<WatchedClient>()];
  const late = (asked: number): void => {
    if ([...all].some(({ heardAt }) => heardAt > asked)) return;
    resting.forEach((client) => client.giveUp());
  };
  pool.on('acquire', (client) => {
    const watched = client as unknown as WatchedClient;
    if (!all.has(watched)) (watched as EventEmitter).on('late', late);
    all.add(watched);
    resting.delete(watched);
  });
  pool.on('release', (_error, client) => resting.add(client as unknown as WatchedClient));
  pool.on('remove', (client) => {
    all.delete(client as unknown as WatchedClient);
    resting.delete(client as unknown as WatchedClient);
  });
}
