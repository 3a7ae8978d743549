import type { OpenThere, Repartition } from '@gridwhistle/contracts';
import { InternalClient } from '@gridwhistle/platform';
import { heirsOf, Profile, repartitionOf, type ProfileDocument } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import { effectOf, type Effect, type Heirs } from '../domain/effect.js';

/** Looks through what is open in a whole city, once in a while. */
const PATIENCE_MS = 10_000;
const OWNERS = ['dispatch', 'escalation'] as const;

/** What the next profile means for what is open: its owners say what there is, the profiles who takes over. */
@Injectable()
export class Repartitions {
  constructor(private readonly client: InternalClient) {}

  /**
   * Everything that is open where the next profile ends or changes something.
   * @throws DomainError `unavailable` while an owner is away
   */
  async effects(before: ProfileDocument, after: ProfileDocument): Promise<Effect[]> {
    return this.effectsOf(repartitionOf(before, after), before, after);
  }

  /** The same of what it ends only: owners are asked where it ends anything at all. */
  async endings(before: ProfileDocument, after: ProfileDocument): Promise<Effect[]> {
    const { grids, units } = repartitionOf(before, after);
    return this.effectsOf({ grids, units, areas: [], categories: [], limits: [], clocks: [] }, before, after);
  }

  private async effectsOf(asked: Repartition, before: ProfileDocument, after: ProfileDocument): Promise<Effect[]> {
    if (Object.values(asked).every((codes: readonly string[]) => codes.length === 0)) return [];
    const answers = await Promise.all(OWNERS.map((owner) => this.open(owner, asked)));
    const heirs = heirsBy(before, new Profile(after));
    return answers.flatMap(({ open }) => open.map((group) => effectOf(group, heirs)));
  }

  private open(owner: (typeof OWNERS)[number], asked: Repartition): Promise<OpenThere> {
    return this.client.post<OpenThere>(owner, '/internal/repartition', asked, { timeoutMs: PATIENCE_MS });
  }
}

function heirsBy(before: ProfileDocument, after: Profile): Heirs {
  const heirOf = heirsOf(before, after);
  return {
    grid: (code) => after.gridNow(code)?.code,
    holder: (code) => {
      const heir = heirOf(code);
      return heir?.kind === 'centre' ? undefined : heir?.code;
    },
    overseer: (code) => (heirOf(code) ?? after.centre()).code,
  };
}
