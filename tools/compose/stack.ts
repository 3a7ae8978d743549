import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { otherDatabase } from '@gridwhistle/testing/servers';
import { OFFSETS, type Layout } from '../start/layout.js';
import type { Secrets } from '../start/secrets.js';
import { settingsOf } from '../start/services.js';

/** The volume that the one-shot containers write and the others read. */
export const SECRETS_FOLDER = '/run/gridwhistle';

const BASE_PORT = 8080;
const portOf = (service: ServiceName): number => BASE_PORT + OFFSETS[service];

/** Names and ports inside the network of docker-compose.yml. */
const layout: Layout = {
  folder: SECRETS_FOLDER,
  logs: SECRETS_FOLDER,
  profile: '',
  ports: Object.fromEntries(
    Object.entries(OFFSETS).map(([name, offset]) => [name, BASE_PORT + offset]),
  ) as Layout['ports'],
  urls: Object.fromEntries(SERVICES.map((name) => [name, `http://${name}:${portOf(name)}`])) as Layout['urls'],
};

export const NATS = { host: '0.0.0.0', port: 4222, user: 'gridwhistle', storeDir: '/data' } as const;

/** Settings that are written into a file of the service's own instead of docker-compose.yml, because they are secret. */
export const SECRET_SETTINGS: readonly string[] = [
  'GW_DATABASE_URL',
  'GW_NATS_PASSWORD',
  'GW_INTERNAL_KEY',
  'GW_DATA_KEY',
  'GW_OPERATOR_SECRET',
  'GW_HOTLINE_SECRET',
  'GW_HOTLINE_PLATFORMS',
];

/** Administrator's URL of the database in the network. */
export const adminUrl = ({ postgresPassword }: Secrets): string =>
  otherDatabase(`postgres://postgres:${encodeURIComponent(postgresPassword)}@postgres:5432/`, 'gridwhistle');

/** All settings of a service in the network, `npm start`'s with other addresses. */
export function settingsInStack(service: ServiceName, secrets: Secrets, district: string): Record<string, string> {
  const bus = { url: `nats://nats:${NATS.port}`, user: NATS.user, password: secrets.natsPassword };
  const facts = { district, layout, secrets, adminUrl: adminUrl(secrets), bus, given: {} };
  const issuer = `http://127.0.0.1:${BASE_PORT}`;
  return { ...settingsOf(service, facts), GW_HOST: '0.0.0.0', GW_ISSUER: issuer };
}

/** The addresses of the services in the network. */
export const stackUrls = layout.urls;
