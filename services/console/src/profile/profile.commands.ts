import { make, ProfileApplied } from '@gridwhistle/contracts';
import { DomainError, refuseIfAny, type Detail } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { afterCommit, Database, databaseNow, digestOf, require, SETTINGS, type Actor } from '@gridwhistle/platform';
import { profileWarnings, validateProfile, type ProfileDocument, type StaffDocument } from '@gridwhistle/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v5 } from 'uuid';
import type { ConsoleSettings } from '../config.js';
import { strandings, type Effect } from '../domain/effect.js';
import { DepartmentStreams } from './department-streams.js';
import { Profiles, type ProfileVersion } from './profiles.js';
import { Repartitions } from './repartitions.js';
import { publishLeavers } from './staff.leavers.js';
import { publishStaffList, staffDigest } from './staff.list.js';
import { replaceStaff } from './staff.store.js';

/** What `POST /registry/profile` is given; nothing about it is believed before it has been validated. */
export interface ProfileUpload {
  profile: unknown;
  staff: unknown;
}

/** `applied` is false when this profile was in force already; `warnings` are what cannot be meant, but is not wrong. */
export interface AppliedProfile extends ProfileVersion {
  applied: boolean;
  warnings: Detail[];
}

/** What a profile would do, were it applied. `version` is the one in force, 0 before the first. */
export interface DryRun {
  version: number;
  /** False when this profile is in force already. */
  changes: boolean;
  effects: Effect[];
  /** Why it would be refused. */
  problems: Detail[];
}

/** Names the district's one profile aggregate: `v5(district, …)`. */
const PROFILE_NAMESPACE = '0190e1b5-3c7a-7d42-9f3e-5a1c8b6d2e4f';

@Injectable()
export class ProfileCommands {
  constructor(
    private readonly database: Database,
    private readonly profiles: Profiles,
    private readonly streams: DepartmentStreams,
    private readonly repartitions: Repartitions,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  /**
   * Puts a profile and its staff in force, whole or not at all (domain §2).
   * @throws DomainError `profile.invalid` with every problem, `profile.strands` with all that nobody could go on with;
   *   nothing is stored then
   */
  async apply(actor: Actor, upload: ProfileUpload): Promise<AppliedProfile> {
    require(actor, 'profile.apply', {});
    const { profile, staff } = this.validated(upload);
    const before = await this.profiles.document();
    refuseStranding(before ? await this.repartitions.endings(documentOf(before), profile, staff) : []);
    const warnings = profileWarnings(profile);
    return this.database.transaction(async (tx) => {
      await tx.query('lock table profile_version in share row exclusive mode');
      await this.checkStill(tx, before);
      const digest = digestOf(profile).toString('hex');
      const latest = await this.profiles.latest(tx);
      const isKnown = latest?.digest === digest;
      const version = isKnown ? latest.version : (latest?.version ?? 0) + 1;
      await this.replace(tx, version, staff);
      if (!isKnown) await this.store(tx, { version, digest }, profile, actor);
      return { version, digest, applied: !isKnown, warnings };
    });
  }

  /**
   * What `apply` would do to what is open; nothing is written.
   * @throws DomainError `profile.invalid` with every problem
   */
  async dryRun(actor: Actor, upload: ProfileUpload): Promise<DryRun> {
    require(actor, 'profile.apply', {});
    const { profile, staff } = this.validated(upload);
    const before = await this.profiles.document();
    const effects = before ? await this.repartitions.effects(documentOf(before), profile, staff) : [];
    const changes = before?.digest !== digestOf(profile).toString('hex');
    return { version: before?.version ?? 0, changes, effects, problems: strandings(effects) };
  }

  /** What was looked at is what is replaced. */
  private async checkStill(tx: EntityManager, before: ProfileVersion | undefined): Promise<void> {
    const latest = await this.profiles.latest(tx);
    if (latest?.version === before?.version) return;
    throw new DomainError('profile.stale', `version ${latest?.version} was applied meanwhile: apply once more`);
  }

  private async replace(tx: EntityManager, version: number, staff: StaffDocument): Promise<void> {
    const { GW_DISTRICT: district, GW_DATA_KEY: key } = this.settings;
    const before = await staffDigest(tx);
    await publishLeavers(tx, { district, version }, staff);
    await replaceStaff(tx, key, staff);
    if ((await staffDigest(tx)) !== before) await publishStaffList(tx, district);
  }

  private async store(tx: EntityManager, next: ProfileVersion, profile: ProfileDocument, actor: Actor): Promise<void> {
    const now = await databaseNow(tx);
    await tx.query(
      'insert into profile_version (version, digest, document, applied_by, applied_at) values ($1, $2, $3, $4, $5)',
      [next.version, next.digest, JSON.stringify(profile), actor.id, now],
    );
    const district = this.settings.GW_DISTRICT;
    const id = v5(district, PROFILE_NAMESPACE);
    const aggregate = { entity: 'profile', id, sequence: next.version - 1, ticketId: null, unit: null };
    await publish(tx, aggregate, [make(ProfileApplied, { district, ...next })], now);
    afterCommit(tx, () => this.streams.ensureSoon());
  }

  private validated({ profile, staff }: ProfileUpload): { profile: ProfileDocument; staff: StaffDocument } {
    const problems = validateProfile(profile, staff ?? {});
    const district = (profile as Partial<ProfileDocument> | null | undefined)?.district?.code;
    if (district !== undefined && district !== this.settings.GW_DISTRICT) {
      const message = `this installation serves ${this.settings.GW_DISTRICT}`;
      problems.push({ field: 'district.code', code: 'district.other', message });
    }
    if (problems.length === 0 && !hasOperator(staff as StaffDocument)) {
      const message = 'has no active operator: nobody could apply the next profile';
      problems.push({ field: 'staff', code: 'staff.no-operator', message });
    }
    refuseIfAny('profile.invalid', `the profile has ${problems.length} problem(s); nothing was changed`, problems);
    return { profile: profile as ProfileDocument, staff: staff as StaffDocument };
  }
}

const documentOf = ({ document }: { document: string }): ProfileDocument => JSON.parse(document) as ProfileDocument;

/** Domain §2: what is open goes on, whatever becomes of its grid and its unit. */
function refuseStranding(effects: readonly Effect[]): void {
  const problems = strandings(effects);
  const told = `${problems.length} thing(s) that are gone would leave open matters to nobody; nothing was changed`;
  refuseIfAny('profile.strands', told, problems);
}

function hasOperator({ staff }: StaffDocument): boolean {
  const posts = staff.filter(({ active }) => active).flatMap(({ memberships }) => memberships);
  return posts.some(({ roles }) => roles.includes('operator'));
}

/** The body as an object with both parts; `input.invalid` when it is none. */
export function uploadOf(body: unknown): ProfileUpload {
  if (typeof body === 'object' && body !== null && 'profile' in body) {
    return { profile: body.profile, staff: 'staff' in body ? body.staff : undefined };
  }
  throw new DomainError('input.invalid', 'expected { "profile": { … }, "staff": { … } }', [
    { field: 'profile', message: 'is missing' },
  ]);
}
