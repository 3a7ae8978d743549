import { hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { audienceOf, Database, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConsoleSettings } from '../config.js';
import { StaffDirectory } from '../profile/staff-directory.js';
import { SIGN_IN_PATH, signInProvider } from './provider.js';
import { loadSigningKeys } from './signing-keys.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Where OpenID Connect expects the discovery document of an issuer without a path. */
const DISCOVERY = '/.well-known/openid-configuration';

/** Mounts the embedded OpenID provider under `/oidc`; its discovery document is also where the issuer's URL says. */
@Injectable()
export class SignIn implements OnModuleInit {
  private handler: Handler | undefined;

  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    const { GW_DATA_KEY, GW_DISTRICT, GW_ISSUER, GW_OPERATOR_SECRET } = this.settings;
    const provider = signInProvider({
      issuer: GW_ISSUER,
      audience: audienceOf(GW_DISTRICT),
      operatorSecret: GW_OPERATOR_SECRET,
      keys: await loadSigningKeys(this.database, GW_DATA_KEY),
      cookieKey: Buffer.from(hkdfSync('sha256', GW_DATA_KEY, '', 'gridwhistle sign-in cookies', 32)).toString('hex'),
      source: this.database.source,
      claimsOf: (id) => this.staff.claimsOf(id),
    });
    this.handler = provider.callback();
  }

  serves(path: string): boolean {
    return path === DISCOVERY || path === SIGN_IN_PATH || path.startsWith(`${SIGN_IN_PATH}/`);
  }

  /** Hands a request to the provider, which takes its own address from the issuer's, not from the caller's headers. */
  async handle(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse): Promise<void> {
    const issuer = new URL(this.settings.GW_ISSUER);
    request.headers['x-forwarded-host'] = issuer.host;
    request.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
    const url = request.url ?? '/';
    request.originalUrl = url.startsWith(SIGN_IN_PATH) ? url : `${SIGN_IN_PATH}${url}`;
    request.url = request.originalUrl.slice(SIGN_IN_PATH.length) || '/';
    await this.handler?.(request, response);
  }
}
