import { DomainError } from '@gridwhistle/kernel';
import { scoresStaff, type Plan, type Profile } from '@gridwhistle/registry';
import { staffCopyState } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Frame } from './frame.js';
import { PublicationStore } from './publication.store.js';
import { unitsOf, type ScoredUnit } from './scored-unit.js';

/** A member of staff, and the first of the asked units that has a post of theirs. */
interface Post {
  readonly person: string;
  readonly unit: string;
}

const OF_UNITS = `select person, min(unit collate "C") as unit from post where unit = any($1::text[])
  group by person order by person collate "C"`;

/** Whom a period scores: once it is frozen, whom it scored then. */
@Injectable()
export class Subjects {
  constructor(private readonly publications: PublicationStore) {}

  /** Throws as `subjectsOf` does. */
  of(tx: EntityManager, { profile, plan, opened }: Frame): Promise<ScoredUnit[]> {
    return opened?.frozenAs ? this.publications.units(tx, opened.frozenAs) : subjectsOf(tx, profile, plan);
  }
}

/**
 * Whom a plan scores now, by code: units, or their active staff.
 * @throws DomainError `unavailable` before any staff has arrived, when staff is meant
 */
export async function subjectsOf(tx: EntityManager, profile: Profile, plan: Plan): Promise<ScoredUnit[]> {
  const units = unitsOf(profile, plan);
  if (!scoresStaff(plan)) return units;
  if ((await staffCopyState(tx)).revision < 0) throw new DomainError('unavailable', 'no staff has arrived here yet');
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const posts = await tx.query<Post[]>(OF_UNITS, [[...byCode.keys()]]);
  return posts.flatMap(({ person, unit }) => {
    const { area, name } = byCode.get(unit) ?? {};
    return area !== undefined && name ? [{ code: person, worksIn: unit, area, name }] : [];
  });
}
