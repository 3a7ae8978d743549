import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '@gridwhistle/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { createLocalJWKSet, errors, type CryptoKey, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { DataSource } from 'typeorm';
import type { CommonSettings } from './common-settings.js';
import { SETTINGS } from './definition.js';

const FETCH_TIMEOUT_MS = 2_000;
/** An unknown key id asks the console again at most this often, so that forged ids cause no load. */
const ASK_AGAIN_MS = 10_000;
/** Keys are asked for again in the background once they are this old: a withdrawn key stops counting. */
const FRESH_MS = 600_000;

/**
 * The issuer's public keys: in memory, and last known good in the table `token_keys`, so that a service that restarts
 * while the console is away still knows its staff.
 */
@Injectable()
export class TokenKeys {
  private readonly logger = new Logger('TokenKeys');
  private keys: JSONWebKeySet | undefined;
  /** Imports each key once. */
  private keyOf: ReturnType<typeof createLocalJWKSet> | undefined;
  private askedAt = -Infinity;
  private triedAt = -Infinity;
  private lastAnswered = false;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: CommonSettings,
  ) {}

  /** All keys that are trusted now, the same object while they are the same; undefined before any is known. */
  current(): JSONWebKeySet | undefined {
    const isTried = performance.now() - this.triedAt < ASK_AGAIN_MS;
    if (this.keys && this.age() > FRESH_MS && !isTried) void this.ask();
    return this.keys;
  }

  /** The key that signed a token; `auth.token-invalid` when the issuer has none such, `unavailable` when it cannot be asked. */
  async keyFor(header: JWSHeaderParameters): Promise<CryptoKey> {
    await this.recall();
    const known = await this.find(header);
    if (known) return known;
    if (this.age() > ASK_AGAIN_MS || !this.lastAnswered) await this.ask();
    const found = await this.find(header);
    if (found) return found;
    if (!this.lastAnswered) throw new DomainError('unavailable', 'the sign-in service cannot be asked for its keys');
    throw new DomainError('auth.token-invalid', 'signed by nobody this installation trusts');
  }

  private age(): number {
    return performance.now() - this.askedAt;
  }

  private async find(header: JWSHeaderParameters): Promise<CryptoKey | undefined> {
    try {
      return await this.keyOf?.(header);
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private ask(): Promise<void> {
    this.asking ??= this.fetch().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async fetch(): Promise<void> {
    this.triedAt = performance.now();
    try {
      const answer = await fetch(`${this.settings.GW_URL_CONSOLE}/oidc/jwks`, {
        signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      this.trust((await answer.json()) as JSONWebKeySet);
      this.lastAnswered = true;
      this.askedAt = performance.now();
    } catch (error) {
      this.lastAnswered = false;
      this.logger.warn(`the console did not give its token keys: ${error instanceof Error ? error.name : 'unknown'}`);
      return;
    }
    await this.store().catch(() => this.logger.warn('the token keys could not be kept for a restart'));
  }

  /** Takes the stored keys, unless an answer of the console came while they were read. */
  private async recall(): Promise<void> {
    if (this.keys) return;
    const rows = await this.source.query<{ jwks: JSONWebKeySet }[]>('select jwks from token_keys');
    const stored = rows[0]?.jwks;
    if (stored && !this.keys) this.trust(stored);
  }

  private trust(keys: JSONWebKeySet): void {
    if (isDeepStrictEqual(keys, this.keys)) return;
    this.keys = keys;
    this.keyOf = createLocalJWKSet(keys);
  }

  private async store(): Promise<void> {
    await this.source.query(
      `insert into token_keys (jwks) values ($1)
       on conflict (id) do update set jwks = excluded.jwks, stored_at = gw_now()`,
      [JSON.stringify(this.keys)],
    );
  }
}
