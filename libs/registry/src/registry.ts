import { DomainError } from '@gridwhistle/kernel';
import { Database, digestOf, Health, InternalClient, WorkerLoop } from '@gridwhistle/platform';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ConsoleCopy } from './console-copy.js';
import type { EntityManager } from 'typeorm';
import { copyState, keepCopy, loadCopy, type ProfileCopy } from './profile-copy.store.js';
import type { Profile } from './profile.js';
import { readProfile } from './validate.js';

/** Another instance may have fetched a version that this one has not seen. */
const LOOK_EVERY_MS = 1_000;

/**
 * The profile in force. Each service keeps a copy in its own schema: it is there before the first message is handled,
 * and stays in force while the console is away. A copy that this build does not understand is not taken; the one
 * before it stays.
 */
@Injectable()
export class Registry implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('Registry');
  private readonly loop = new WorkerLoop('Registry', LOOK_EVERY_MS, () => this.look());
  private held: { version: number; profile: Profile } | undefined;
  private readonly copy: ConsoleCopy<ProfileCopy>;

  constructor(
    private readonly database: Database,
    client: InternalClient,
    private readonly health: Health,
  ) {
    this.copy = new ConsoleCopy(client, { name: 'Registry', words: 'the profile', path: '/internal/profile' });
  }

  /** The profile in force, or `profile.missing` before the first one has arrived. */
  current(): Profile {
    if (!this.held) throw new DomainError('profile.missing', 'no profile has arrived here yet');
    return this.held.profile;
  }

  /** Version in force here; 0 before the first. */
  get version(): number {
    return this.held?.version ?? 0;
  }

  /** False while another instance has a newer one already: what that has counted must not be counted back. */
  async isNewest(tx: EntityManager): Promise<boolean> {
    return this.version > 0 && (await copyState(tx)).version <= this.version;
  }

  async onModuleInit(): Promise<void> {
    this.health.add('profile', async () => ({
      ok: this.version > 0,
      detail: this.version > 0 ? `version ${this.version}` : 'none has arrived yet',
    }));
    await this.look().catch((error: Error) => this.copy.complain(error));
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** Looks again now: a version was announced. */
  wake(): void {
    this.loop.wake();
  }

  /** Takes what the schema has, and asks the console once after the start and whenever a newer version is known. */
  private async look(): Promise<boolean> {
    const tx = this.database.source.manager;
    const { version, wanted } = await copyState(tx);
    const stored = version > this.version ? await loadCopy(tx) : undefined;
    if (stored) this.takeOver(stored);
    await this.copy.refresh(wanted > this.version, (copy) => this.take(copy));
    return false;
  }

  /** A copy that an older build kept may break newer rules: it is left alone, and the console asked for a better one. */
  private takeOver(stored: ProfileCopy): void {
    try {
      this.hold(stored, readProfile(stored.document));
    } catch (error) {
      this.copy.complain(error as Error);
    }
  }

  /** Validated once more before it is kept: an older build must not guess what a newer document means. */
  private async take(copy: ProfileCopy): Promise<void> {
    if (copy.version <= this.version) return;
    if (digestOf(copy.document).toString('hex') !== copy.digest) throw new Error('it is not what its digest says');
    const profile = readProfile(copy.document);
    await keepCopy(this.database.source.manager, copy);
    this.hold(copy, profile);
  }

  private hold({ version }: ProfileCopy, profile: Profile): void {
    this.held = { version, profile };
    this.log.log(`profile version ${version} is in force`);
  }
}
