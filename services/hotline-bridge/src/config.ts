import { COMMON_SETTINGS, defineSettings, url, type Setting, type SettingsOf } from '@gridwhistle/platform';
import { Webhook } from 'standardwebhooks';

const KEY_BYTES = 24;
const CODE = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** What platforms have of their own, by their codes in the profile. */
export type Platforms = Readonly<Record<string, { readonly url?: string; readonly secret?: string }>>;

/** What the bridge reads beside the settings of every service. */
export const HOTLINE_BRIDGE_SETTINGS = defineSettings({
  ...COMMON_SETTINGS,
  GW_HOTLINE_URL: {
    description: "Base URL of the 12345 platform's exchange; without it messages stay owed.",
    example: 'http://127.0.0.1:8090',
    parse: url('http', 'https'),
    default: undefined,
  } as Setting<string | undefined>,
  GW_HOTLINE_PLATFORMS: {
    description:
      "Platforms of the profile with an address or a secret of their own, as JSON by the platform's code; the others share GW_HOTLINE_URL and GW_HOTLINE_SECRET.",
    example: '{"urban":{"url":"http://127.0.0.1:8091","secret":"whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"}}',
    parse: platforms,
    default: {},
    secret: true,
  } as Setting<Platforms>,
  GW_HOTLINE_SECRET: {
    description:
      'Secret shared with the 12345 platform (Standard Webhooks): base64 of at least 24 bytes, whsec_ before it or not.',
    example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    parse: webhookSecret,
    secret: true,
  },
});

export type HotlineBridgeSettings = SettingsOf<typeof HOTLINE_BRIDGE_SETTINGS>;

const SHAPE = 'expected JSON such as {"code":{"url":"https://…","secret":"whsec_…"}}';

function platforms(raw: string): Platforms {
  return Object.fromEntries(
    entriesOf(parsed(raw)).map(([code, own]) => {
      if (!CODE.test(code)) throw new Error(SHAPE);
      return [code, Object.fromEntries(entriesOf(own).map(([part, value]) => [part, read(part, value)]))];
    }),
  );
}

function read(part: string, value: unknown): string {
  if (typeof value !== 'string' || (part !== 'url' && part !== 'secret')) throw new Error(SHAPE);
  return part === 'url' ? url('http', 'https')(value) : webhookSecret(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new Error(SHAPE);
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    // The parser's own words would show the secret.
    throw new Error(SHAPE);
  }
}

function webhookSecret(raw: string): string {
  const bytes = Buffer.from(raw.replace(/^whsec_/, ''), 'base64');
  if (bytes.length < KEY_BYTES) throw new Error(`expected base64 of at least ${KEY_BYTES} bytes`);
  new Webhook(raw);
  return raw;
}
