import { hash } from 'node:crypto';
import type { Actor } from './actor.js';

/** All staff of a city, and some more. */
const MOST = 50_000;

/**
 * Bearers whose token was verified, by the token's digest: a signature is not checked with every request. They count as
 * long as the issuer's keys are the ones that it was verified with: what a withdrawn key has signed is asked about again.
 */
export class VerifiedTokens {
  private readonly bearers = new Map<string, { actor: Actor; until: number }>();
  private keys: unknown;

  /** Who bears the token; undefined when it has to be verified (again). */
  bearerOf(token: string, keys: unknown, now = Date.now()): Actor | undefined {
    if (keys !== this.keys) this.bearers.clear();
    this.keys = keys;
    const known = this.bearers.get(digestOf(token));
    return known && known.until > now ? known.actor : undefined;
  }

  /** @param expires the claim `exp`, seconds */
  remember(token: string, actor: Actor, expires: number, keys: unknown): void {
    if (keys !== this.keys) return;
    if (this.bearers.size >= MOST) this.bearers.clear();
    this.bearers.set(digestOf(token), { actor, until: expires * 1_000 });
  }
}

const digestOf = (token: string): string => hash('sha256', token, 'base64');
