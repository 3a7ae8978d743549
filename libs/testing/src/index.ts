export { freshBus, type FreshBus } from './fresh-bus.js';
export { freshDatabase, type FreshDatabase, type FreshDatabaseOptions } from './fresh-database.js';
export * from './servers/index.js';
