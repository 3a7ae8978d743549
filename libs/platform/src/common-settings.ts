import type { ServiceName } from '@gridwhistle/kernel';
import { bytes, matching, oneOf, secret, share, text, url, whole } from './setting-values.js';
import { defineSettings, setting, type Setting, type SettingsOf } from './settings.js';

const internalUrl = (service: ServiceName, port: number): Setting<string> => ({
  description: `Internal base URL of the service ${service}.`,
  example: `http://127.0.0.1:${port}`,
  parse: url('http', 'https'),
});

/** Settings that every service reads; a service adds its own: `defineSettings({ ...COMMON_SETTINGS, GW_… })`. */
export const COMMON_SETTINGS = defineSettings({
  GW_DISTRICT: {
    description: 'National statistics code of the district (4, 6 or 9 digits).',
    example: '522730',
    parse: matching(/^(\d{4}|\d{6}|\d{9})$/, 'a district code of 4, 6 or 9 digits'),
  },
  GW_DATABASE_URL: {
    description: "PostgreSQL URL with the service's own login.",
    example: 'postgres://gw_intake:secret@127.0.0.1:8090/gridwhistle',
    parse: url('postgres', 'postgresql'),
    secret: true,
  },
  GW_NATS_URL: {
    description: 'NATS server, or several separated by commas.',
    example: 'nats://127.0.0.1:8091',
    parse: matching(/^(nats|tls):\/\/[^\s,]+(,(nats|tls):\/\/[^\s,]+)*$/, 'nats://host:port, comma separated'),
  },
  GW_NATS_USER: { description: 'NATS user.', example: 'gridwhistle', parse: text },
  GW_NATS_PASSWORD: { description: 'NATS password.', example: 'secret', parse: text, secret: true },
  GW_NATS_REPLICAS: setting<1 | 3>({
    description: 'Copies of the stream: 1 for a single NATS server, 3 for a cluster. The same for every service.',
    example: '1',
    parse: (text) => (oneOf('1', '3')(text) === '3' ? 3 : 1),
    default: 1,
  }),
  GW_PORT: { description: 'Port the service listens on; 0 takes a free one.', example: '8081', parse: whole(0, 65535) },
  GW_HOST: setting({
    description: 'Address the service listens on.',
    example: '127.0.0.1',
    parse: text,
    default: '127.0.0.1',
  }),
  GW_URL_CONSOLE: internalUrl('console', 8080),
  GW_URL_INTAKE: internalUrl('intake', 8081),
  GW_URL_DISPATCH: internalUrl('dispatch', 8082),
  GW_URL_ESCALATION: internalUrl('escalation', 8083),
  GW_URL_HOTLINE_BRIDGE: internalUrl('hotline-bridge', 8084),
  GW_URL_ASSESSMENT: internalUrl('assessment', 8085),
  GW_INTERNAL_KEY: {
    description: 'Bearer secret of calls between services.',
    example: 'an-internal-key-of-32-characters',
    parse: secret(32),
    secret: true,
  },
  GW_DATA_KEY: {
    description: "32 bytes in base64; encrypts people's data at rest.",
    example: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    parse: bytes(32),
    secret: true,
  },
  GW_ISSUER: {
    description: 'Issuer of staff tokens: the public URL of the sign-in.',
    example: 'http://127.0.0.1:8080',
    parse: matching(/^https?:\/\/\S+$/, 'an http or https URL'),
  },
  GW_OTLP_URL: setting<string | undefined>({
    description: 'Base URL of an OTLP/HTTP receiver for traces; without it none are sent.',
    example: 'http://127.0.0.1:4318',
    parse: url('http', 'https'),
    default: undefined,
  }),
  GW_TRACE_SHARE: setting({
    description: 'Share of tickets that are traced; decided from the ticket id alone, alike in every service.',
    example: '1',
    parse: share,
    default: 1,
  }),
  GW_LOG_LEVEL: setting({
    description: 'Least severe level that is logged.',
    example: 'info',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    default: 'info',
  }),
  GW_CONSUMERS: setting({
    description: 'off starts no event consumers (for maintenance and tests).',
    example: 'on',
    parse: oneOf('on', 'off'),
    default: 'on',
  }),
  GW_INSTANCE: setting({
    description: 'Name of this instance in logs and traces.',
    example: 'intake-1',
    parse: matching(/^[\w.-]{1,64}$/, 'up to 64 letters, digits, dots, dashes'),
    default: '1',
  }),
});

export type CommonSettings = SettingsOf<typeof COMMON_SETTINGS>;

/** Internal base URL of a service, without a trailing slash. */
export function urlOf(settings: CommonSettings, service: ServiceName): string {
  const urls: Record<ServiceName, string> = {
    console: settings.GW_URL_CONSOLE,
    intake: settings.GW_URL_INTAKE,
    dispatch: settings.GW_URL_DISPATCH,
    escalation: settings.GW_URL_ESCALATION,
    'hotline-bridge': settings.GW_URL_HOTLINE_BRIDGE,
    assessment: settings.GW_URL_ASSESSMENT,
  };
  return urls[service];
}
