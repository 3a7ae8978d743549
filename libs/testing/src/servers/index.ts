export { CHECKOUT, checkoutHash, dataRoot, mustLeaveCheckout } from './checkout.js';
export type { ChildServer } from './child-server.js';
export { startNats, type NatsOptions, type NatsServer } from './nats.js';
export { findNatsServer } from './nats-server.js';
export { freePort, isFree } from './ports.js';
export { startPostgres, type PostgresOptions, type PostgresServer } from './postgres.js';
export { end, identify, signal, stillRuns, type ProcessIdentity } from './process-identity.js';
