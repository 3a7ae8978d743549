import type { StaffDeactivated } from '@gridwhistle/contracts';
import type { Profile } from '@gridwhistle/registry';
import type { EntityManager } from 'typeorm';

/** Whether a person has left a unit. */
export type HasLeft = (person: string, unit: string) => boolean;

const NOBODY: HasLeft = () => false;

// Staff and profile come by different ways: whichever is heard last, the newest version of the staff counts.
const REMEMBER = `insert into departure (person, unit, version) values ($1, $2, $3)
  on conflict (person, unit) do update set version = greatest(departure.version, excluded.version)`;

/** Notes who left a unit with which version of the profile. */
export async function rememberDeparture(tx: EntityManager, { person, unit, version }: StaffDeactivated): Promise<void> {
  if (version !== undefined) await tx.query(REMEMBER, [person, unit, version]);
}

/**
 * Who has left since a version of the profile: whomever its routes name was active in the unit when it was applied, so
 * only a later one can know better.
 */
export async function departuresSince(tx: EntityManager, { document }: Profile, version: number): Promise<HasLeft> {
  if (document.routes.every(({ person }) => person === undefined)) return NOBODY;
  const rows = await tx.query<{ post: string }[]>(
    `select person || ' ' || unit as post from departure where version > $1`,
    [version],
  );
  const left = new Set(rows.map(({ post }) => post));
  return (person, unit) => left.has(`${person} ${unit}`);
}
