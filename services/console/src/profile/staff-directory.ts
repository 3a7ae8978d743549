import { Database, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { ConsoleSettings } from '../config.js';
import { Profiles } from './profiles.js';
import { postsOf, type Post, type StaffClaims } from './staff.store.js';

/** The user who may apply the first profile, and nothing else: before it nobody else exists. */
export const FIRST_OPERATOR = 'operator';

/** Turns a staff id into what its token says: its posts, each with the kind, area and tier of the unit. */
@Injectable()
export class StaffDirectory {
  constructor(
    private readonly database: Database,
    private readonly profiles: Profiles,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  /** The claims of an active member of staff; undefined for anybody else. */
  async claimsOf(id: string): Promise<StaffClaims | undefined> {
    if (!(await this.profiles.latest())) return id === FIRST_OPERATOR ? this.firstOperator() : undefined;
    const posts = await postsOf(this.database.source.manager, id);
    return posts && { gw_memberships: await Promise.all(posts.map((post) => this.membership(post))) };
  }

  private async membership({ unit: code, roles }: Post): Promise<StaffClaims['gw_memberships'][number]> {
    const { profile } = await this.profiles.current();
    const unit = profile.unit(code);
    return unit ? { unit: code, kind: unit.kind, area: unit.area, tier: unit.tier, roles } : { unit: code, roles };
  }

  private firstOperator(): StaffClaims {
    const district = this.settings.GW_DISTRICT;
    return { gw_memberships: [{ unit: `${district}-centre`, tier: 'district', roles: ['operator'] }] };
  }
}
