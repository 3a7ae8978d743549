import { Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Codes, Optional, Whole } from '../fields.js';

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

/** What the console is asked by a service that addresses people: the active posts of persons, and of roles. */
@Shape()
export class PostSearch {
  @Codes(1000) persons!: string[];
  @Codes(8) roles!: string[];
}

/** Pairs of a member of staff's id and a unit's code: names stay in the console. */
export interface PostsFound {
  readonly named: readonly (readonly [person: string, unit: string])[];
  readonly byRole: readonly (readonly [person: string, unit: string])[];
}
