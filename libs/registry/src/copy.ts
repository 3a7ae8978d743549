/** Each service's own copy of the profile in force: its table, and the module that keeps it fresh from the bus. */
export { openGroups, type OpenQuestion } from './open-groups.js';
export { keepCopy, RegistryTables1767225600002, type ProfileCopy } from './profile-copy.store.js';
export { RegistryModule } from './registry.module.js';
export { Registry } from './registry.js';
