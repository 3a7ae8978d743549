import { AsyncLocalStorage } from 'node:async_hooks';

/** Which service the running code belongs to: several may share one process. Logs and spans carry it. */
export interface ServiceScope {
  readonly service: string;
  readonly instance: string;
}

const scopes = new AsyncLocalStorage<ServiceScope>();
const NOBODY: ServiceScope = { service: 'gridwhistle', instance: '-' };

/** Everything that the work starts (servers, timers, connections) stays in the scope. */
export function inScope<T>(scope: ServiceScope, work: () => T): T {
  return scopes.run(scope, work);
}

export function currentScope(): ServiceScope {
  return scopes.getStore() ?? NOBODY;
}
