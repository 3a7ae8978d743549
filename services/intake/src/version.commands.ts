import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { classesToLearn } from './domain/training-set.js';
import { SolvedStore } from './solved.store.js';
import { SuggestionLearning } from './suggestion.learning.js';
import { Suggestions } from './suggestions.js';
import { categorySizes, MOST_LEARNT } from './training.js';
import { VersionStore, type VersionRow } from './version.store.js';

/** Versions of what was learnt: asked for, compared, put in force, and an earlier one put in force again. */
@Injectable()
export class VersionCommands {
  constructor(
    private readonly database: Database,
    private readonly versions: VersionStore,
    private readonly solved: SolvedStore,
    private readonly learning: SuggestionLearning,
    private readonly suggestions: Suggestions,
  ) {}

  /** Newest first. */
  list(): Promise<VersionRow[]> {
    return this.versions.list(this.database.source.manager);
  }

  /**
   * Asks for a version from the tickets that are closed now; a worker learns it, and it is not in force before it is put there.
   * @throws suggestion.one-class, suggestion.too-few, suggestion.learning
   */
  async learn(): Promise<VersionRow> {
    const version = await this.database.transaction(async (tx) => {
      const sizes = categorySizes(await this.solved.count(tx, await databaseNow(tx)));
      classesToLearn(sizes);
      const texts = sizes.reduce((sum, size) => sum + size.texts, 0);
      const begun = await this.versions.begin(tx, Math.min(texts, MOST_LEARNT));
      if (begun === undefined) throw new DomainError('suggestion.learning', 'a version is being learnt');
      return begun;
    });
    this.learning.wake();
    return this.get(version);
  }

  /** Puts a version in force, also an earlier one. @throws suggestion.unknown, suggestion.not-ready */
  async putInForce(version: number): Promise<VersionRow> {
    await this.database.transaction(async (tx) => {
      const row = await this.versions.find(tx, version);
      if (!row) throw unknown(version);
      if (row.state !== 'ready') throw new DomainError('suggestion.not-ready', `version ${version} is ${row.state}`);
      await this.versions.putInForce(tx, version, await databaseNow(tx));
    });
    this.suggestions.wake();
    return this.get(version);
  }

  private async get(version: number): Promise<VersionRow> {
    const row = await this.versions.find(this.database.source.manager, version);
    if (!row) throw unknown(version);
    return row;
  }
}

const unknown = (version: number): DomainError =>
  new DomainError('suggestion.unknown', `there is no version ${version}`);
