export { ProfileApplied } from './profile.js';
export { OPEN_KINDS, Repartition, type OpenGroup, type OpenKind, type OpenThere } from './repartition.js';
export { StaffDeactivated, StaffListApplied, type StaffList } from './staff.js';
