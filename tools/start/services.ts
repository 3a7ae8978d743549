import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { SERVICE_SCHEMAS, loginUrl, startChild, type ChildServer } from '@gridwhistle/testing/servers';
import { consumersOff, passedOn, type CallersEnvironment } from './environment.js';
import type { Layout } from './layout.js';
import type { Secrets } from './secrets.js';
import type { BusAccess } from './servers.js';

/** Everything the services' settings are made from. */
export interface SettingFacts {
  readonly district: string;
  readonly layout: Layout;
  readonly secrets: Secrets;
  readonly adminUrl: string;
  readonly bus: BusAccess;
  readonly given: CallersEnvironment;
}

/** Everything that starting a service takes. */
export interface ServiceFacts extends SettingFacts {
  /** The folder of the services' programs (`bundledServices`). */
  readonly programs: string;
}

/** A service stops within 25 s by itself. */
const GRACE_MS = 30_000;

/** The settings of one service, as its environment. */
export function settingsOf(service: ServiceName, facts: SettingFacts): Record<string, string> {
  const { district, layout, secrets, adminUrl, bus, given } = facts;
  const schema = SERVICE_SCHEMAS[service];
  const urls = SERVICES.map((name) => [`GW_URL_${name.toUpperCase().replaceAll('-', '_')}`, layout.urls[name]]);
  return {
    GW_DISTRICT: district,
    GW_DATABASE_URL: loginUrl(adminUrl, schema, secrets.passwords[schema]),
    GW_NATS_URL: bus.url,
    GW_NATS_USER: bus.user,
    GW_NATS_PASSWORD: bus.password,
    GW_PORT: String(layout.ports[service]),
    ...(Object.fromEntries(urls) as Record<string, string>),
    GW_INTERNAL_KEY: secrets.internalKey,
    GW_DATA_KEY: secrets.dataKey,
    GW_ISSUER: layout.urls.console,
    GW_CONSUMERS: consumersOff(given).includes(service) ? 'off' : 'on',
    ...passedOn(given),
    ...ownSettings(service, facts),
  };
}

function ownSettings(service: ServiceName, { secrets, given }: SettingFacts): Record<string, string> {
  if (service === 'console') return { GW_OPERATOR_SECRET: secrets.operatorSecret };
  if (service !== 'hotline-bridge') return {};
  const partners = (['GW_HOTLINE_URL', 'GW_HOTLINE_PLATFORMS'] as const).flatMap((key) =>
    given[key] ? [[key, given[key]]] : [],
  );
  return { ...Object.fromEntries(partners), GW_HOTLINE_SECRET: given.GW_HOTLINE_SECRET ?? secrets.hotlineSecret };
}

/** Starts one service as a process. */
export function startService(service: ServiceName, facts: ServiceFacts): Promise<ChildServer> {
  return Promise.resolve(startInstance(service, service, settingsOf(service, facts), facts));
}

/** Starts one of several instances of a service, with settings of its own; its log bears its name. */
export function startInstance(
  service: ServiceName,
  name: string,
  settings: Record<string, string>,
  facts: Pick<ServiceFacts, 'layout' | 'programs'>,
): ChildServer {
  return child(name, service, settings, facts);
}

/** Who starts all in one process has little memory, and less to do than a city: V8 keeps less for what is new. */
const SPARING = ['--optimize-for-size', '--max-semi-space-size=4'];

/** Starts all services in one process. */
export function startAllInOne(facts: ServiceFacts): Promise<ChildServer> {
  const settings = Object.fromEntries(SERVICES.map((service) => [service, settingsOf(service, facts)]));
  return Promise.resolve(
    child('services', 'one-process', { GW_ONE_PROCESS: JSON.stringify(settings) }, facts, SPARING),
  );
}

function child(
  name: string,
  program: string,
  env: Record<string, string>,
  { layout, programs }: Pick<ServiceFacts, 'layout' | 'programs'>,
  options: readonly string[] = [],
): ChildServer {
  return startChild({
    command: process.execPath,
    args: [
      ...options,
      '--enable-source-maps',
      '--import',
      import.meta.resolve('reflect-metadata'),
      join(programs, `${program}.mjs`),
    ],
    env: { ...inherited(), ...env },
    logFile: join(layout.logs, `${name}.log`),
    signals: ['SIGTERM', 'SIGKILL'],
    graceMs: GRACE_MS,
  });
}

/** Proxies, certificates and Node.js options of the caller; no settings of ours, nothing of npm's. */
function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([key]) => !/^(GW_|npm_|INIT_CWD$)/.test(key));
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
