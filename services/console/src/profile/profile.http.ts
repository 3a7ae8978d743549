import {
  Code,
  Flag,
  Ids,
  List,
  OneOf,
  OPEN_KINDS,
  Optional,
  Shape,
  Text,
  WarningView,
  Whole,
  type OpenKind,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Answers, Caller, Internal, type Actor, type Reply } from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation } from '@nestjs/swagger';
import { FATES, type Fate } from '../domain/effect.js';
import { ProfileCommands, uploadOf, type DryRun } from './profile.commands.js';
import { Profiles } from './profiles.js';

/** The version in force after the upload. */
@Shape()
export class AppliedProfileView {
  @Whole(1, 1_000_000) version!: number;
  /** SHA-256 in hex over the profile's canonical JSON. */
  @Text(64, 64) digest!: string;
  /** False when this profile was in force already: no new version was made. */
  @Flag() applied!: boolean;
  /** What is not wrong, but cannot be meant: routes that can never match. */
  @List(() => WarningView, 1000) warnings!: WarningView[];
}

/** What is open under a code that goes, or whose limit changes, or is meant for who leaves, and what becomes of it. */
@Shape()
export class EffectView {
  @OneOf(OPEN_KINDS) what!: OpenKind;
  /** Of a post that is left: the person's id, a space, and the unit. */
  @Text(129) code!: string;
  @Whole(1, 100_000_000) count!: number;
  /** The first of them. */
  @Ids(20) ids!: string[];
  @OneOf(FATES) then!: Fate;
  /** Who takes over. */
  @Optional() @Code() to?: string;
}

@Shape()
export class StrandingView {
  @Text(64) field!: string;
  @Text(64) code!: string;
  @Text(500) message!: string;
}

/** What applying the profile would do. */
@Shape()
export class ProfileDryRunView {
  /** The version in force; 0 before the first. */
  @Whole(0, 1_000_000) version!: number;
  /** False when this profile is in force already. */
  @Flag() changes!: boolean;
  @List(() => EffectView, 1_000_000) effects!: EffectView[];
  /** Why it would be refused. */
  @List(() => StrandingView, 1_000_000) problems!: StrandingView[];
}

/** Largest profile with staff that is taken, in bytes. */
export const PROFILE_LIMIT = 30 * 1024 * 1024;

@Controller('api/v1/registry')
export class ProfileController {
  constructor(private readonly commands: ProfileCommands) {}

  @Post('profile')
  @ApiOperation({ summary: 'Put a profile with its staff in force, whole or not at all (operator)' })
  @ApiBody({ schema: uploadSchema() })
  @Answers(201, AppliedProfileView, { description: 'In force as a new version; 200 when it was in force already' })
  async apply(
    @Body() body: object,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AppliedProfileView> {
    const applied = await this.commands.apply(actor, uploadOf(body));
    void reply.status(applied.applied ? 201 : 200);
    return applied;
  }

  @Post('profile/dry-run')
  @ApiOperation({ summary: 'What a profile would do to what is open; nothing is changed (operator)' })
  @ApiBody({ schema: uploadSchema() })
  @Answers(200, ProfileDryRunView, { description: 'Everything open that it touches, and why it would be refused' })
  dryRun(@Body() body: object, @Caller() actor: Actor): Promise<DryRun> {
    return this.commands.dryRun(actor, uploadOf(body));
  }
}

/** What the other services fetch at their start and whenever `profile.applied` arrives. */
@Controller('internal/profile')
@Internal()
export class InternalProfileController {
  constructor(private readonly profiles: Profiles) {}

  /** `{ version, digest, document }`; the document is sent as it was stored. */
  @Get()
  async current(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    const stored = await this.profiles.document();
    if (!stored) throw new DomainError('profile.missing', 'no profile has been applied to this district yet');
    void reply.header('Content-Type', 'application/json; charset=utf-8');
    const { version, digest, document } = stored;
    return `{"version":${version},"digest":"${digest}","document":${document}}`;
  }
}

function uploadSchema(): object {
  const part = (description: string): object => ({ type: 'object', description, additionalProperties: true });
  return {
    type: 'object',
    required: ['profile', 'staff'],
    properties: {
      profile: part('The profile of the district: areas, grids, units, categories, limits, routes, plans'),
      staff: part('`{ staff: [{ id, name, active, memberships: [{ unit, roles }] }] }`; replaces all staff'),
    },
  };
}
