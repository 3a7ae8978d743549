import { setTimeout as delay } from 'node:timers/promises';
import { startService, type RunningService } from '@gridwhistle/platform';
import { freePort, freshBus, freshDatabase, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import { definition } from '../src/index.js';
import { longli } from './district.js';

const OPERATOR_SECRET = 'an-operator-secret-of-32-characters';
export const INTERNAL_KEY = 'an-internal-key-of-32-characters-';

/** A console with a database and a bus of its own, and what a test asks it with. */
export interface RunningConsole {
  url: string;
  database: FreshDatabase;
  bus: FreshBus;
  service: RunningService;
  /** The answer of the token endpoint for a user. */
  signIn(user: string, secret?: string): Promise<Response>;
  /** An access token for a member of staff. */
  token(user: string): Promise<string>;
  /** A request; `as` is a member of staff. */
  ask(path: string, options?: RequestInit & { as?: string }): Promise<Response>;
  json<T>(path: string, as: string): Promise<T>;
  applyLongli(): Promise<void>;
  stop(): Promise<void>;
}

interface ConsoleOptions {
  /** Base URLs of other services, by the name of their setting. */
  urls?: Record<string, string>;
  consumers?: 'on' | 'off';
}

export async function runningConsole(options: ConsoleOptions = {}): Promise<RunningConsole> {
  const [database, bus, port] = await Promise.all([freshDatabase(), freshBus(), freePort()]);
  const service = await startService(definition, environment(database, bus, port, options));
  const url = `http://127.0.0.1:${port}`;
  const signIn = (user: string, secret = OPERATOR_SECRET): Promise<Response> =>
    fetch(`${url}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`gw:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'urn:gridwhistle:grant:operator', user }),
    });
  const token = async (user: string): Promise<string> =>
    ((await (await signIn(user)).json()) as { access_token: string }).access_token;
  const ask: RunningConsole['ask'] = async (path, { as, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (as !== undefined) headers.set('authorization', `Bearer ${await token(as)}`);
    return fetch(`${url}${path}`, { ...init, headers });
  };
  return {
    url,
    database,
    bus,
    service,
    signIn,
    token,
    ask,
    json: async <T>(path: string, as: string) => (await (await ask(path, { as })).json()) as T,
    applyLongli: async () => void (await applied(ask)),
    async stop() {
      await service.stop();
      await Promise.all([database.drop(), bus.stop()]);
    },
  };
}

/** Posts a profile as the operator. */
export function post(ask: RunningConsole['ask'], body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return ask('/api/v1/registry/profile', { method: 'POST', as: 'operator', headers, body: JSON.stringify(body) });
}

/** Waits until something is so; what throws is not so yet. */
export async function until(done: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await done().catch(() => false)) return;
    await delay(100);
  }
  throw new Error('it did not come to that in 20 s');
}

async function applied(ask: RunningConsole['ask']): Promise<void> {
  const answer = await post(ask, longli());
  if (!answer.ok) throw new Error(await answer.text());
}

const NOBODY = 'http://127.0.0.1:9';

function environment(database: FreshDatabase, bus: FreshBus, port: number, options: ConsoleOptions) {
  return {
    GW_DISTRICT: '522730',
    GW_DATABASE_URL: database.url('console'),
    GW_NATS_URL: bus.url,
    GW_NATS_USER: bus.user,
    GW_NATS_PASSWORD: bus.password,
    GW_PORT: String(port),
    GW_URL_CONSOLE: `http://127.0.0.1:${port}`,
    GW_URL_INTAKE: NOBODY,
    GW_URL_DISPATCH: NOBODY,
    GW_URL_ESCALATION: NOBODY,
    GW_URL_HOTLINE_BRIDGE: NOBODY,
    GW_URL_ASSESSMENT: NOBODY,
    GW_INTERNAL_KEY: INTERNAL_KEY,
    GW_DATA_KEY: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    GW_ISSUER: `http://127.0.0.1:${port}`,
    GW_OPERATOR_SECRET: OPERATOR_SECRET,
    GW_CONSUMERS: options.consumers ?? 'on',
    GW_LOG_LEVEL: 'error',
    ...options.urls,
  };
}
