import type { StaffRole } from '@gridwhistle/kernel';
import { digestOf, type Membership } from '@gridwhistle/platform';
import { readProfile, type ProfileDocument } from '@gridwhistle/registry';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { serveJson } from './json-server.js';

const ISSUER = 'http://127.0.0.1:8080';

/** What a service asks the console for, over HTTP as in an installation: the profile and the keys of staff tokens. */
export interface StandInConsole {
  readonly url: string;
  /** The settings that lead a service here. */
  readonly environment: Record<string, string>;
  /** A token of this installation's sign-in; with `foreign` signed by somebody else. */
  token(memberships: readonly Membership[], options?: { foreign?: boolean }): Promise<string>;
  close(): void;
}

/**
 * Starts a stand-in that has the profile in force; `more` answers for other services at the same address.
 * @throws what a rule of profiles finds wrong with the document
 */
export async function standInConsole(
  document: ProfileDocument,
  more: (path: string) => object | undefined = () => undefined,
): Promise<StandInConsole> {
  readProfile(document);
  const [own, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const answers: Record<string, object> = {
    '/oidc/jwks': { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256' }] },
    '/internal/profile': { version: 1, digest: digestOf(document).toString('hex'), document },
  };
  const { url, close } = await serveJson((path) => answers[path] ?? more(path));
  return {
    url,
    environment: { GW_URL_CONSOLE: url, GW_ISSUER: ISSUER },
    token: (memberships, { foreign = false } = {}) =>
      sign(foreign ? stranger.privateKey : own.privateKey, document.district.code, memberships),
    close,
  };
}

/** Somebody of a unit, as the profile describes the unit. */
export function memberOf(document: ProfileDocument, unit: string, ...roles: StaffRole[]): Membership {
  const { kind, tier, area } = document.units.find(({ code }) => code === unit) ?? {};
  const place = { ...(kind ? { kind } : {}), ...(tier ? { tier } : {}), ...(area ? { area } : {}) };
  return { unit, roles: ['member', ...roles], ...place };
}

function sign(key: CryptoKey, district: string, memberships: readonly Membership[]): Promise<string> {
  return new SignJWT({ gw_memberships: memberships })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject(`staff-of-${memberships[0]?.unit ?? 'nowhere'}`)
    .setIssuer(ISSUER)
    .setAudience(`urn:gridwhistle:${district}`)
    .setIssuedAt()
    .setExpirationTime('30 minutes')
    .sign(key);
}
