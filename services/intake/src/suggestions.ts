import { Database, WorkerLoop } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Guess } from './domain/classifier.js';
import type { Filing } from './domain/filing.js';
import { gramsOf } from './domain/grams.js';
import type { Suggestion } from './domain/suggestion.js';
import { unpackModel, type Model } from './model.js';
import { Sealed, type Words } from './sealed.js';
import { unitOfLabel } from './unit-labels.js';
import { VersionStore, type VersionRow } from './version.store.js';

/** Another instance may have put another version in force. */
const LOOK_EVERY_MS = 1_000;
const THOUSAND = 1_000;

type InForce = Pick<VersionRow, 'version' | 'inForceSince'>;

/** Suggests by the version in force, which it keeps in memory: nothing is read from the database for a report. */
@Injectable()
export class Suggestions implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('Suggestions');
  private readonly loop = new WorkerLoop('Suggestions', LOOK_EVERY_MS, () => this.look());
  private known: InForce | undefined;
  private model: Model | undefined;

  constructor(
    private readonly database: Database,
    private readonly versions: VersionStore,
    private readonly sealed: Sealed,
  ) {}

  /** Whether any version was ever in force: before, there is no suggestion of which anything could become. */
  get everUsed(): boolean {
    return this.known !== undefined;
  }

  async onModuleInit(): Promise<void> {
    await this.look().catch((error: unknown) => this.log.warn(error));
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** Looks again now: a version was put in force. */
  wake(): void {
    this.loop.wake();
  }

  /**
   * What the words say of a report without a category: undefined where the profile wants no suggestions, no version is in force,
   * or they say nothing.
   */
  suggest({ title, text }: Pick<Words, 'title' | 'text'>, filing: Filing, profile: Profile): Suggestion | undefined {
    const { suggestions: rules } = profile.document;
    if (!rules || !this.model || !this.known || filing.category !== undefined) return undefined;
    const grams = gramsOf({ title, text });
    const guess = this.model.categories.guess(grams);
    if (!guess || !profile.category(guess.label)) return undefined;
    const confidence = rounded(guess);
    const applied = confidence >= rules.threshold;
    const unit = this.unitBy(this.model.units?.guess(grams), filing.grid, profile);
    return { version: this.known.version, category: guess.label, confidence, applied, ...unit };
  }

  private unitBy(guess: Guess | undefined, grid: string | undefined, profile: Profile) {
    const unit = guess && unitOfLabel(guess.label, grid, profile);
    return unit === undefined || !guess ? {} : { unit, unitConfidence: rounded(guess) };
  }

  /** Loads what is in force where that has changed. */
  private async look(): Promise<boolean> {
    const tx = this.database.source.manager;
    const inForce = await this.versions.inForce(tx);
    if (!inForce || isSame(inForce, this.known)) return false;
    const body = await this.versions.body(tx, inForce.version);
    this.model = body === undefined ? undefined : await unpackModel(this.sealed.open(body));
    this.known = inForce;
    this.log.log(`version ${inForce.version} of the suggestions is in force`);
    return false;
  }
}

const rounded = ({ confidence }: Guess): number => Math.round(confidence * THOUSAND) / THOUSAND;

const isSame = (a: InForce, b: InForce | undefined): boolean =>
  a.version === b?.version && a.inForceSince?.getTime() === b.inForceSince?.getTime();
