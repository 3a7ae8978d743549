import type { OpenThere, Repartition } from '@gridwhistle/contracts';
import { Database, InternalClient } from '@gridwhistle/platform';
import { heirsOf, Profile, repartitionOf, type ProfileDocument, type StaffDocument } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import { effectOf, type Effect, type Heirs } from '../domain/effect.js';
import { headsOf } from './staff.leavers.js';
import { postsLost } from './staff.store.js';

/** Looks through what is open in a whole city, once in a while. */
const PATIENCE_MS = 10_000;
const OWNERS = ['dispatch', 'escalation'] as const;

/** What the next profile means for what is open: its owners say what there is, the profiles who takes over. */
@Injectable()
export class Repartitions {
  constructor(
    private readonly client: InternalClient,
    private readonly database: Database,
  ) {}

  /**
   * Everything that is open where the next profile ends or changes something, or that is meant for who leaves with its staff.
   * @throws DomainError `unavailable` while an owner is away
   */
  async effects(before: ProfileDocument, after: ProfileDocument, staff: StaffDocument): Promise<Effect[]> {
    const lost = await postsLost(this.database.source.manager, staff);
    const units = new Set(after.units.map(({ code }) => code));
    // What a unit that is gone leaves open is told of the unit.
    const posts = lost.filter(([, unit]) => units.has(unit)).map((post) => post.join(' '));
    return this.effectsOf({ ...repartitionOf(before, after), posts }, before, after, staff);
  }

  /** The same of what it ends only: owners are asked where it ends anything at all. */
  async endings(before: ProfileDocument, after: ProfileDocument, staff: StaffDocument): Promise<Effect[]> {
    const { grids, units } = repartitionOf(before, after);
    return this.effectsOf({ ...NOTHING, grids, units }, before, after, staff);
  }

  private async effectsOf(
    asked: Repartition,
    before: ProfileDocument,
    after: ProfileDocument,
    staff: StaffDocument,
  ): Promise<Effect[]> {
    if (Object.values(asked).every((codes: readonly unknown[]) => codes.length === 0)) return [];
    const answers = await Promise.all(OWNERS.map((owner) => this.open(owner, asked)));
    const heirs = heirsBy(before, new Profile(after), headsOf(staff));
    return answers.flatMap(({ open }) => open.map((group) => effectOf(group, heirs)));
  }

  private open(owner: (typeof OWNERS)[number], asked: Repartition): Promise<OpenThere> {
    return this.client.post<OpenThere>(owner, '/internal/repartition', asked, { timeoutMs: PATIENCE_MS });
  }
}

const NOTHING: Repartition = {
  ...{ areas: [], grids: [], units: [], categories: [], limits: [], clocks: [] },
  ...{ windows: [], whistles: [], channels: [], calendars: [], posts: [] },
};

function heirsBy(before: ProfileDocument, after: Profile, heads: ReadonlyMap<string, string>): Heirs {
  const heirOf = heirsOf(before, after);
  return {
    grid: (code) => after.gridNow(code)?.code,
    holder: (code) => {
      const heir = heirOf(code);
      return heir?.kind === 'centre' ? undefined : heir?.code;
    },
    overseer: (code) => (heirOf(code) ?? after.centre()).code,
    post: (code) => {
      const [, unit = ''] = code.split(' ');
      return heads.get(unit) ?? unit;
    },
    isWhistle: (code) => after.whistleKind(code) !== undefined,
  };
}
