import { createRemoteJWKSet, jwtVerify } from 'jose';
import { runningConsole, type RunningConsole } from './running-console.js';

interface Memberships {
  gw_memberships: { unit: string; kind?: string; area?: string; tier?: string; roles: string[] }[];
}

describe('the embedded sign-in', () => {
  let running: RunningConsole;

  beforeAll(async () => (running = await runningConsole()));
  afterAll(() => running.stop());

  const claimsOf = async (user: string) => {
    const keys = createRemoteJWKSet(new URL(`${running.url}/oidc/jwks`));
    const options = { issuer: running.url, audience: 'urn:gridwhistle:522730' };
    return (await jwtVerify<Memberships>(await running.token(user), keys, options)).payload;
  };

  it('describes itself where OpenID Connect looks for it, whatever host the caller names', async () => {
    for (const path of ['/.well-known/openid-configuration', '/oidc/.well-known/openid-configuration']) {
      const answer = await running.ask(path, { headers: { 'x-forwarded-host': 'evil.example' } });
      expect(await answer.json()).toMatchObject({
        issuer: running.url,
        token_endpoint: `${running.url}/oidc/token`,
        jwks_uri: `${running.url}/oidc/jwks`,
      });
    }
  });

  it('knows nobody but the operator before the first profile', async () => {
    expect((await running.signIn('grid-522730001001001')).status).toBe(400);
    const { sub, gw_memberships } = await claimsOf('operator');
    expect(sub).toBe('operator');
    expect(gw_memberships).toEqual([{ unit: '522730-centre', tier: 'district', roles: ['operator'] }]);
  });

  it('gives staff a token with units and roles for eight hours, and without a name', async () => {
    await running.applyLongli();
    const claims = await claimsOf('principal-522730001');
    expect(claims.gw_memberships).toEqual([
      {
        unit: '522730001-room',
        kind: 'office',
        area: '522730001',
        tier: 'township',
        roles: expect.arrayContaining(['principal']),
      },
    ]);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(8 * 3600);
    expect(Object.keys(claims).sort()).toEqual(
      ['aud', 'client_id', 'exp', 'gw_memberships', 'iat', 'iss', 'jti', 'sub'].sort(),
    );
  });

  it('refuses an unknown user and a wrong secret', async () => {
    const unknown = await running.signIn('nobody');
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await running.signIn('operator', 'a-wrong-secret-of-32-characters--')).status).toBe(401);
  });

  it('opens no interactive sign-in', async () => {
    const answer = await running.ask('/oidc/auth?client_id=gw&response_type=code&scope=openid', { redirect: 'manual' });
    expect(answer.status).toBe(400);
  });
});
