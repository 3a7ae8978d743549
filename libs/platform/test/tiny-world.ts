import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freshDatabase, type FreshDatabase } from '@gridwhistle/testing';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { COMMON_SETTINGS } from '../src/index.js';
import { wireTo, type Wire } from './wire.js';

const ISSUER = 'http://127.0.0.1:8080';
export const INTERNAL_KEY = COMMON_SETTINGS.GW_INTERNAL_KEY.example;

/** What a service finds around it: a database behind a wire that can be cut, and an issuer of tokens. */
export interface TinyWorld {
  readonly database: FreshDatabase;
  readonly wire: Wire;
  /** Settings of a service on a free port; traces go nowhere. */
  environment(more?: Record<string, string>): Record<string, string>;
  token(claims?: Claims): Promise<string>;
  foreignToken(kid: string): Promise<string>;
  close(): Promise<void>;
}

export interface Claims {
  issuer?: string;
  audience?: string;
  expires?: string;
}

export async function tinyWorld(): Promise<TinyWorld> {
  const database = await freshDatabase();
  const wire = await wireTo(new URL(database.url('intake')));
  const pair = await generateKeyPair('ES256');
  const issuer = await serveKeys({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] });
  return {
    database,
    wire,
    environment: (more = {}) => ({ ...settings(wire, issuer), ...more }),
    token: (claims = {}) => sign(pair.privateKey, 'k1', claims),
    foreignToken: async (kid) => sign((await generateKeyPair('ES256')).privateKey, kid, {}),
    close: () => close(database, wire, issuer),
  };
}

async function close(database: FreshDatabase, wire: Wire, issuer: HttpServer): Promise<void> {
  issuer.close();
  wire.close();
  await database.drop();
}

function settings(wire: Wire, issuer: HttpServer): Record<string, string> {
  const examples = Object.entries(COMMON_SETTINGS).map(([name, { example }]) => [name, example] as const);
  return {
    ...Object.fromEntries(examples),
    GW_DATABASE_URL: wire.url.href,
    GW_URL_CONSOLE: `http://127.0.0.1:${portOf(issuer)}`,
    GW_ISSUER: ISSUER,
    GW_OTLP_URL: 'http://127.0.0.1:9',
    GW_PORT: '0',
    GW_LOG_LEVEL: 'fatal',
  };
}

function sign(key: CryptoKey, kid: string, claims: Claims): Promise<string> {
  const memberships = [{ unit: '522730-centre', kind: 'centre', area: '522730', tier: 'district', roles: ['member'] }];
  return new SignJWT({ gw_memberships: memberships })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setSubject('staff-1')
    .setIssuer(claims.issuer ?? ISSUER)
    .setAudience(claims.audience ?? 'urn:gridwhistle:522730')
    .setIssuedAt()
    .setExpirationTime(claims.expires ?? '5 minutes')
    .sign(key);
}

async function serveKeys(keys: object): Promise<HttpServer> {
  const server = createHttpServer((_request, response) => response.end(JSON.stringify(keys)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const portOf = (server: HttpServer): number => (server.address() as AddressInfo).port;
