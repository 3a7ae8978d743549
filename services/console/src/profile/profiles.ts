import { DomainError } from '@gridwhistle/kernel';
import { Database } from '@gridwhistle/platform';
import { Profile, type ProfileDocument } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A version of the district's profile; `digest` is SHA-256 in hex over its canonical JSON. */
export interface ProfileVersion {
  version: number;
  digest: string;
}

/** The version in force, ready to ask. */
export interface CurrentProfile extends ProfileVersion {
  profile: Profile;
}

const NEWEST = 'from profile_version order by version desc limit 1';

/** The versions of the profile. The newest is in force; it is read and indexed once, then kept in memory. */
@Injectable()
export class Profiles {
  private loaded: Promise<CurrentProfile> | undefined;
  private loadedVersion = 0;

  constructor(private readonly database: Database) {}

  /** Version and digest in force; undefined before the first was applied. */
  async latest(tx: EntityManager = this.database.source.manager): Promise<ProfileVersion | undefined> {
    const rows = await tx.query<ProfileVersion[]>(`select version, digest ${NEWEST}`);
    return rows[0];
  }

  /** The profile in force, or `profile.missing`. */
  async current(): Promise<CurrentProfile> {
    const latest = await this.latest();
    if (!latest) throw new DomainError('profile.missing', 'no profile has been applied to this district yet');
    if (this.loadedVersion !== latest.version) {
      this.loadedVersion = latest.version;
      this.loaded = this.load();
      this.loaded.catch(() => (this.loadedVersion = 0));
    }
    return this.loaded ?? this.load();
  }

  /** The document in force as it was stored, for the other services; undefined before the first. */
  async document(): Promise<(ProfileVersion & { document: string }) | undefined> {
    const rows = await this.database.source.query<(ProfileVersion & { document: string })[]>(
      `select version, digest, document ${NEWEST}`,
    );
    return rows[0];
  }

  private async load(): Promise<CurrentProfile> {
    const stored = await this.document();
    if (!stored) throw new DomainError('profile.missing', 'no profile has been applied to this district yet');
    const { version, digest, document } = stored;
    return { version, digest, profile: new Profile(JSON.parse(document) as ProfileDocument) };
  }
}
