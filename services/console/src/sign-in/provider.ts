import { Provider, type Configuration, type JWK } from 'oidc-provider';
import type { DataSource } from 'typeorm';
import { OPERATOR_GRANT, registerOperatorGrant, resourceServerInfo, TOKEN_LIFETIME_SECONDS } from './operator-grant.js';
import type { OperatorGrant } from './operator-grant.js';
import { SignInState } from './sign-in-state.js';
import { TOKEN_ALGORITHM } from './signing-keys.js';

/** The path below which the provider lives, whatever the issuer's own path is. */
export const SIGN_IN_PATH = '/oidc';

export interface SignInOptions extends OperatorGrant {
  /** Issuer of the tokens (GW_ISSUER). */
  issuer: string;
  operatorSecret: string;
  /** Private keys, the one that signs first. */
  keys: JWK[];
  /** Secret that signs the sign-in's cookies. */
  cookieKey: string;
  source: DataSource;
}

/**
 * The embedded OpenID provider: discovery, keys and the token endpoint with the operator's grant. Sign-in pages are not
 * part of it yet, so no client may start an interactive sign-in.
 */
export function signInProvider(options: SignInOptions): Provider {
  const provider = new Provider(options.issuer, configurationOf(options));
  provider.proxy = true;
  registerOperatorGrant(provider, options);
  return provider;
}

function configurationOf({
  audience,
  claimsOf,
  cookieKey,
  keys,
  operatorSecret,
  source,
}: SignInOptions): Configuration {
  return {
    adapter: (model: string) => new SignInState(source, model),
    jwks: { keys },
    cookies: { keys: [cookieKey] },
    clients: [operatorClient(operatorSecret)],
    clientDefaults: { id_token_signed_response_alg: TOKEN_ALGORITHM },
    ttl: { AccessToken: TOKEN_LIFETIME_SECONDS },
    extraTokenClaims: async (_ctx, token) =>
      'accountId' in token ? { ...(await claimsOf(token.accountId)) } : undefined,
    findAccount: async (_ctx, id) =>
      (await claimsOf(id)) && { accountId: id, claims: () => Promise.resolve({ sub: id }) },
    renderError: (ctx, problem) => {
      ctx.body = problem;
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => resourceServerInfo(audience, TOKEN_ALGORITHM),
      },
    },
  };
}

/** Only the operator's tool, with the secret that `npm start` made for this installation. */
function operatorClient(secret: string) {
  return {
    client_id: 'gw',
    client_secret: secret,
    grant_types: [OPERATOR_GRANT],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic' as const,
  };
}
