export { freshBus, type FreshBus } from './fresh-bus.js';
export { freshDatabase, type FreshDatabase, type FreshDatabaseOptions } from './fresh-database.js';
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
export * from './servers/index.js';
