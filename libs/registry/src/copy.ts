/** Each service's own copies of the profile in force and of who works where: tables, and what keeps them fresh. */
export type { OpenQuestion } from './open-groups.js';
export { repartitionController } from './repartition.http.js';
export { keepCopy, RegistryTables1767225600002, type ProfileCopy } from './profile-copy.store.js';
export { RegistryModule } from './registry.module.js';
export { Registry } from './registry.js';
export { StaffCopy, staffListConsumer } from './staff-copy.js';
export { StaffCopyTables, staffCopyState } from './staff-copy.store.js';
