export { freshBus, type FreshBus } from './fresh-bus.js';
export { freshCluster, type FreshCluster } from './fresh-cluster.js';
export { freshDatabase, type FreshDatabase, type FreshDatabaseOptions } from './fresh-database.js';
export { freePort, SERVICE_SCHEMAS, SIMULATION_START, withClient } from './servers/index.js';
