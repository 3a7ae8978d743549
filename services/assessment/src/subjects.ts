import { DomainError } from '@gridwhistle/kernel';
import { scoresStaff } from '@gridwhistle/registry';
import { staffCopyState } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Frame } from './frame.js';
import { PeriodUnitStore } from './period-unit.store.js';
import { PublicationStore } from './publication.store.js';
import { unitsOf, withGone, type ScoredUnit } from './scored-unit.js';

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
  constructor(
    private readonly publications: PublicationStore,
    private readonly kept: PeriodUnitStore,
  ) {}

  /**
   * Units, or their active staff, by code.
   * @throws DomainError `unavailable` before any staff has arrived, when staff is meant
   */
  async of(tx: EntityManager, frame: Frame): Promise<ScoredUnit[]> {
    if (frame.opened?.frozenAs) return this.publications.units(tx, frame.opened.frozenAs);
    const units = await this.unitsNow(tx, frame);
    return scoresStaff(frame.plan) ? staffOf(tx, units) : units;
  }

  /** The units whose figures, or whose staff's, a period shows. */
  units(tx: EntityManager, frame: Frame): Promise<ScoredUnit[]> {
    return scoresStaff(frame.plan) ? this.unitsNow(tx, frame) : this.of(tx, frame);
  }

  /** The units of the profile in force, and those of the period's opening that a re-partition has ended since. */
  private async unitsNow(tx: EntityManager, { profile, plan, opened }: Frame): Promise<ScoredUnit[]> {
    const now = unitsOf(profile, plan);
    return opened ? withGone(now, await this.kept.of(tx, opened.id), profile) : now;
  }
}

async function staffOf(tx: EntityManager, units: readonly ScoredUnit[]): Promise<ScoredUnit[]> {
  if ((await staffCopyState(tx)).revision < 0) throw new DomainError('unavailable', 'no staff has arrived here yet');
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const posts = await tx.query<Post[]>(OF_UNITS, [[...byCode.keys()]]);
  return posts.flatMap(({ person, unit }) => {
    const { area, name } = byCode.get(unit) ?? {};
    return area !== undefined && name ? [{ code: person, worksIn: unit, area, name }] : [];
  });
}
