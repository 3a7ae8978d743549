/** Each service's own copy of the profile in force: its table, and the module that keeps it fresh from the bus. */
export type { OpenQuestion } from './open-groups.js';
export { repartitionController } from './repartition.http.js';
export { keepCopy, RegistryTables1767225600002, type ProfileCopy } from './profile-copy.store.js';
export { RegistryModule } from './registry.module.js';
export { Registry } from './registry.js';
