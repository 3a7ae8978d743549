import { DomainError } from '@gridwhistle/kernel';
import { run } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import type { Selection } from './domain/directive.js';
import { OPEN_STATES } from './domain/receipt.js';
import type { Post, Staffing } from './domain/targets.js';

// Whoever sends a directive holds the copy as it is: the next one waits, and then finds what was sent to who is gone.
const HOLD = { name: 'gw_staff_hold', text: 'select revision from staff_copy for share' };
const NAMED = { name: 'gw_staff_named', text: 'select person, unit from post where person = any($1::text[])' };
const BY_ROLE = {
  name: 'gw_staff_by_role',
  text: 'select person, unit from post where roles && $1::text[] order by person',
};
const HEAD = `(select min(h.person) from post h where h.unit = r.unit and 'head' = any(h.roles))`;
const LEFT = {
  name: 'gw_staff_left',
  text: `select distinct r.person, r.unit, ${HEAD} as head from receipt r
    where r.person is not null and r.state = any($1::text[])
      and not exists (select from post p where p.person = r.person and p.unit = r.unit)`,
};

/** Somebody who has no post in a unit any more, and the unit's head; null where it has none. */
export interface Leaver extends Post {
  readonly head: string | null;
}

/**
 * The active posts that a selection speaks of, as they stay until the transaction ends.
 * @throws DomainError `unavailable` before any staff has arrived, when persons or roles are meant
 */
export async function staffingOf(tx: EntityManager, { persons, roles }: Selection): Promise<Staffing> {
  if (persons.length + roles.length === 0) return { named: [], byRole: [] };
  const [copy] = await run<{ revision: number }>(tx, HOLD, []);
  if ((copy?.revision ?? -1) < 0) throw new DomainError('unavailable', 'no staff has arrived here yet');
  return { named: await run<Post>(tx, NAMED, [persons]), byRole: await run<Post>(tx, BY_ROLE, [roles]) };
}

/** Who owes a directive's answer and has no post in that unit any more. */
export function leftBehind(tx: EntityManager): Promise<Leaver[]> {
  return run<Leaver>(tx, LEFT, [OPEN_STATES]);
}
