import type { Provider, TokenEndpointGrantContext } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { StaffClaims } from '../profile/staff.store.js';

/** The operator's tool signs staff in by name with this grant: `gw token --user NAME`. */
export const OPERATOR_GRANT = 'urn:gridwhistle:grant:operator';
export const TOKEN_LIFETIME_SECONDS = 8 * 3600;

interface OperatorParameters {
  /** Staff id. */
  user?: string;
}

/** What the grant needs besides the provider: who a staff id is, and which resource the token is for. */
export interface OperatorGrant {
  audience: string;
  /** The claims of an active member of staff; undefined for anybody else. */
  claimsOf(user: string): Promise<StaffClaims | undefined>;
}

/** Registers the grant with the provider; a user who is unknown or no longer active is an `invalid_grant`. */
export function registerOperatorGrant(provider: Provider, { audience, claimsOf }: OperatorGrant): void {
  const handler = async (ctx: TokenEndpointGrantContext<OperatorParameters>): Promise<void> => {
    const { user } = ctx.oidc.params;
    const claims = user === undefined ? undefined : await claimsOf(user);
    if (user === undefined || !claims) throw new errors.InvalidGrant('no active member of staff by this id');
    const grant = { grantId: '', gty: OPERATOR_GRANT, scope: '' };
    const token = new provider.AccessToken({ client: ctx.oidc.client, accountId: user, ...grant });
    token.resourceServer = resourceServer(provider, audience);
    token.extra = { ...claims };
    ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: token.tokenType };
  };
  provider.registerGrantType<OperatorParameters>(OPERATOR_GRANT, handler, ['user']);
}

/** This district's API: its tokens are signed JWTs that every service verifies by itself. */
export function resourceServerInfo(audience: string, algorithm: 'ES256') {
  return {
    audience,
    scope: '',
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: TOKEN_LIFETIME_SECONDS,
    jwt: { sign: { alg: algorithm } },
  };
}

function resourceServer(provider: Provider, audience: string) {
  return new provider.ResourceServer(audience, resourceServerInfo(audience, 'ES256'));
}
