export { CHECKOUT, checkoutHash, dataRoot, mustLeaveCheckout } from './checkout.js';
export { logTail, startChild, type ChildServer } from './child-server.js';
export { natsConfig, startNats, type NatsCluster, type NatsOptions, type NatsServer } from './nats.js';
export { findNatsServer } from './nats-server.js';
export { freePort, isFree } from './ports.js';
export { socketUrl, startPostgres, type PostgresOptions, type PostgresServer } from './postgres.js';
export { end, identify, signal, stillRuns, type ProcessIdentity } from './process-identity.js';
export {
  SERVICE_SCHEMAS,
  SIMULATION_START,
  advanceSimulatedTime,
  loginUrl,
  otherDatabase,
  prepareDatabase,
  setSimulatedTime,
  withClient,
  type Preparation,
  type ServiceSchema,
} from './prepare-database.js';
export { scratchFolder } from './scratch.js';
