import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HotlineOrderWords } from '@gridwhistle/contracts';
import { digestOf, type Membership } from '@gridwhistle/platform';
import { readProfile } from '@gridwhistle/registry';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { district } from './district.js';

const ISSUER = 'http://127.0.0.1:8080';

/** What intake asks other services for, over HTTP as in an installation: the console's profile and keys, the bridge's words. */
export interface Neighbours {
  readonly environment: Record<string, string>;
  /** Words of hotline orders by ticket; an order that is missing is answered with 404. */
  readonly words: Map<string, HotlineOrderWords>;
  /** A token of this installation's sign-in; with `foreign` signed by somebody else. */
  token(memberships: Membership[], options?: { foreign?: boolean }): Promise<string>;
  close(): void;
}

export async function startNeighbours(): Promise<Neighbours> {
  const [pair, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] };
  // Says at once what a rule of profiles finds wrong with the test's own.
  readProfile(district);
  const profile = { version: 1, digest: digestOf(district).toString('hex'), document: district };
  const words = new Map<string, HotlineOrderWords>();
  const answers = (path: string): object | undefined => {
    if (path === '/oidc/jwks') return jwks;
    if (path === '/internal/profile') return profile;
    return words.get(path.replace('/internal/hotline-orders/', ''));
  };
  const server = await listen(answers);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: { GW_URL_CONSOLE: url, GW_URL_HOTLINE_BRIDGE: url, GW_ISSUER: ISSUER },
    words,
    token: (memberships, { foreign = false } = {}) =>
      sign(foreign ? stranger.privateKey : pair.privateKey, memberships),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function listen(answerTo: (path: string) => object | undefined): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = answerTo(request.url ?? '');
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { code: 'hotline-order.unknown' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function sign(key: CryptoKey, memberships: Membership[]): Promise<string> {
  return new SignJWT({ gw_memberships: memberships })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject(`staff-of-${memberships[0]?.unit ?? 'nowhere'}`)
    .setIssuer(ISSUER)
    .setAudience('urn:gridwhistle:522730')
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(key);
}
