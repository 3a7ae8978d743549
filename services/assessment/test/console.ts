import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digestOf, type Membership } from '@gridwhistle/platform';
import { readProfile, type ProfileDocument } from '@gridwhistle/registry';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const ISSUER = 'http://127.0.0.1:8080';

/** As much of a console as assessment asks: the profile in force and the keys of tokens. */
export interface Console {
  readonly environment: Record<string, string>;
  token(memberships: Membership[]): Promise<string>;
  close(): void;
}

export async function startConsole(document: ProfileDocument): Promise<Console> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const answers: Record<string, object> = {
    '/oidc/jwks': { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] },
    '/internal/profile': { version: 1, digest: digestOf(readProfile(document).document).toString('hex'), document },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { code: 'not-found' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: { GW_URL_CONSOLE: url, GW_ISSUER: ISSUER },
    token: (memberships) =>
      new SignJWT({ gw_memberships: memberships })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .setSubject(`staff-of-${memberships[0]?.unit ?? 'nowhere'}`)
        .setIssuer(ISSUER)
        .setAudience('urn:gridwhistle:522730')
        .setIssuedAt()
        .setExpirationTime('30 minutes')
        .sign(privateKey),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
