import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError, STAFF_ROLES, TIERS, UNIT_KINDS } from '@gridwhistle/kernel';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { ACCESS, rememberActor, type Access } from './access.js';
import { ANONYMOUS, INTERNAL, type Actor, type Membership } from './actor.js';
import type { CommonSettings } from './common-settings.js';
import { SETTINGS } from './definition.js';
import { TokenKeys } from './token-keys.js';
import { VerifiedTokens } from './verified-tokens.js';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;

/** Finds out who is calling, before anything else looks at the request. Rights are `may`'s business, not this one's. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly verified = new VerifiedTokens();

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: TokenKeys,
    @Inject(SETTINGS) private readonly settings: CommonSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    const places = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, places) ?? 'staff';
    rememberActor(request, await this.actorOf(access, bearerOf(request.headers['authorization'])));
    return true;
  }

  private async actorOf(access: Access, token: string | undefined): Promise<Actor> {
    if (token === undefined) {
      if (access === 'public') return ANONYMOUS;
      throw new DomainError('auth.token-missing', 'a Bearer token is required');
    }
    if (access !== 'internal') return this.staffOf(token);
    if (!same(token, this.settings.GW_INTERNAL_KEY)) throw new DomainError('auth.forbidden', 'for services only');
    return INTERNAL;
  }

  private async staffOf(token: string): Promise<Actor> {
    const keys = this.keys.current();
    const known = this.verified.bearerOf(token, keys);
    if (known) return known;
    try {
      const { payload } = await jwtVerify(token, (header) => this.keys.keyFor(header), {
        issuer: this.settings.GW_ISSUER,
        audience: audienceOf(this.settings.GW_DISTRICT),
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      const actor = actorOfClaims(payload);
      this.verified.remember(token, actor, payload.exp ?? 0, keys);
      return actor;
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new DomainError('auth.token-invalid', reasonOf(error));
      throw error;
    }
  }
}

/** The audience of this district's tokens. */
export function audienceOf(district: string): string {
  return `urn:gridwhistle:${district}`;
}

/** The token of an Authorization header; `auth.token-invalid` when there is a header that is no Bearer token. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (token === undefined) throw new DomainError('auth.token-invalid', 'expected Authorization: Bearer <token>');
  return token;
}

function actorOfClaims(payload: JWTPayload): Actor {
  const claim = payload['gw_memberships'];
  const memberships = Array.isArray(claim) ? claim.map(membershipOf) : [];
  if (memberships.includes(undefined) || !payload.sub) {
    throw new DomainError('auth.token-invalid', 'the claim gw_memberships is malformed');
  }
  return { kind: 'staff', id: payload.sub, memberships: memberships.filter((each) => each !== undefined) };
}

function membershipOf(value: unknown): Membership | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { unit, kind, area, tier, roles } = value as Record<string, unknown>;
  if (typeof unit !== 'string' || !Array.isArray(roles)) return undefined;
  return {
    unit,
    ...(typeof area === 'string' && area !== '' ? { area } : {}),
    ...optional('kind', UNIT_KINDS, kind),
    ...optional('tier', TIERS, tier),
    roles: STAFF_ROLES.filter((role) => roles.includes(role)),
  };
}

function optional<K extends string, T extends string>(key: K, values: readonly T[], given: unknown): { [P in K]?: T } {
  const value = values.find((each) => each === given);
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the token's ${error.claim} is not for this installation`;
  return 'the token does not verify';
}

function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
