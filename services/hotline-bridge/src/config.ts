import { COMMON_SETTINGS, defineSettings, url, type Setting, type SettingsOf } from '@gridwhistle/platform';
import { Webhook } from 'standardwebhooks';

const KEY_BYTES = 24;

/** What the bridge reads beside the settings of every service. */
export const HOTLINE_BRIDGE_SETTINGS = defineSettings({
  ...COMMON_SETTINGS,
  GW_HOTLINE_URL: {
    description: "Base URL of the 12345 platform's exchange; without it messages stay owed.",
    example: 'http://127.0.0.1:8090',
    parse: url('http', 'https'),
    default: undefined,
  } as Setting<string | undefined>,
  GW_HOTLINE_SECRET: {
    description:
      'Secret shared with the 12345 platform (Standard Webhooks): base64 of at least 24 bytes, whsec_ before it or not.',
    example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    parse: webhookSecret,
    secret: true,
  },
});

export type HotlineBridgeSettings = SettingsOf<typeof HOTLINE_BRIDGE_SETTINGS>;

function webhookSecret(raw: string): string {
  const bytes = Buffer.from(raw.replace(/^whsec_/, ''), 'base64');
  if (bytes.length < KEY_BYTES) throw new Error(`expected base64 of at least ${KEY_BYTES} bytes`);
  new Webhook(raw);
  return raw;
}
