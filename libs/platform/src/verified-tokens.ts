import { hash } from 'node:crypto';
import type { Actor } from './actor.js';

const MOST = 10_000;
/** A key that the issuer withdraws stops counting soon, whatever its tokens say. */
const REMEMBERED_MS = 60_000;

/** Bearers whose token was verified a moment ago, by the token's digest: a signature is not checked with every request. */
export class VerifiedTokens {
  private readonly bearers = new Map<string, { actor: Actor; until: number }>();

  /** Who bears the token; undefined when it has to be verified (again). */
  bearerOf(token: string, now = Date.now()): Actor | undefined {
    const known = this.bearers.get(digestOf(token));
    return known && known.until > now ? known.actor : undefined;
  }

  /** @param expires the claim `exp`, seconds */
  remember(token: string, actor: Actor, expires: number, now = Date.now()): void {
    if (this.bearers.size >= MOST) this.bearers.clear();
    this.bearers.set(digestOf(token), { actor, until: Math.min(expires * 1_000, now + REMEMBERED_MS) });
  }
}

const digestOf = (token: string): string => hash('sha256', token, 'base64');
