import { Event } from '../event.js';
import { AreaCode, Code, Optional, Whole } from '../fields.js';

@Event('staff.deactivated', 1, {
  owner: 'console',
  summary: 'A person left a unit: the post there, or the account, is no longer active',
  example: { person: 'grid-522730001001001', unit: '522730001001001', head: 'branch-522730001001', version: 2 },
})
export class StaffDeactivated {
  /** Id of the member of staff. */
  @Code() person!: string;
  @Code() unit!: string;
  /** Id of the unit's head now; absent when it has none. */
  @Optional() @Code() head?: string;
  /** The profile's version that came with this staff: what an older one says of the person is out of date. */
  @Optional() @Whole(1, 1_000_000) version?: number;
}

@Event('staff-list.applied', 1, {
  owner: 'console',
  summary: 'New staff is in force; a service that addresses people fetches who works where and goes on with its copy',
  example: { district: '522730', revision: 3 },
})
export class StaffListApplied {
  @AreaCode() district!: string;
  /** Counts the lists of this installation. */
  @Whole(1, 1_000_000) revision!: number;
}

/** Who works where, for services that address people: every active post. Names stay in the console. */
export interface StaffList {
  /** Of the last `staff-list.applied`; 0 before the first. */
  readonly revision: number;
  readonly posts: readonly (readonly [person: string, unit: string, roles: readonly string[]])[];
}
