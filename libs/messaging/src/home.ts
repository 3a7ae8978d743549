import type { ServiceName } from '@gridwhistle/kernel';
import { afterCommit } from '@gridwhistle/platform';
import type { DataSource, EntityManager } from 'typeorm';

/** What `publish` must know of the service whose transaction it is given. */
export interface Home {
  service: ServiceName;
  district: string;
  /** Called after each commit that published something. */
  committed: () => void;
}

const homes = new WeakMap<DataSource, Home>();

/** Ties a service's connection pool to its district and relay. */
export function settle(dataSource: DataSource, home: Home): void {
  homes.set(dataSource, home);
}

/** The service of a transaction; refuses a manager without one, where an event could commit without its state. */
export function homeOf(tx: EntityManager): Home {
  const home = homes.get(tx.dataSource);
  if (!home) throw new Error('publish needs MessagingModule.forRoot(…) in the service that calls it');
  if (!tx.queryRunner?.isTransactionActive)
    throw new Error('publish(tx, …) needs the transaction that changes the state');
  return home;
}

/** Wakes the relay when the transaction has committed, and only then. */
export function wakeAfterCommit(tx: EntityManager, home: Home): void {
  afterCommit(tx, home.committed);
}
