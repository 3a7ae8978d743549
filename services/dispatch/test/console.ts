import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digestOf, type Membership } from '@gridwhistle/platform';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { district } from './district.js';

const ISSUER = 'http://127.0.0.1:8080';

/** The version of the test district that the stand-in hands out. */
export const PROFILE = { version: 1, digest: digestOf(district()).toString('hex'), document: district() };

/** What dispatch asks the console for, over HTTP as in an installation: the profile and the keys of staff tokens. */
export interface Console {
  readonly environment: Record<string, string>;
  token(memberships: Membership[], id?: string): Promise<string>;
  foreignToken(memberships: Membership[]): Promise<string>;
  close(): void;
}

export async function startConsole(): Promise<Console> {
  const [pair, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] };
  const server = await listen((path) => (path === '/oidc/jwks' ? jwks : PROFILE));
  return {
    environment: { GW_URL_CONSOLE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, GW_ISSUER: ISSUER },
    token: (memberships, id) => sign(pair.privateKey, memberships, id),
    foreignToken: (memberships) => sign(stranger.privateKey, memberships),
    close: () => void server.close(),
  };
}

async function listen(answerTo: (path: string) => object): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answerTo(request.url ?? '')));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function sign(key: CryptoKey, memberships: Membership[], id?: string): Promise<string> {
  return new SignJWT({ gw_memberships: memberships })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject(id ?? `staff-of-${memberships[0]?.unit ?? 'nowhere'}`)
    .setIssuer(ISSUER)
    .setAudience('urn:gridwhistle:522730')
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(key);
}
