import { COMMON_SETTINGS, defineSettings, secret, type SettingsOf } from '@gridwhistle/platform';

/** What the console reads from its environment, besides what every service reads. */
export const CONSOLE_SETTINGS = defineSettings({
  ...COMMON_SETTINGS,
  GW_OPERATOR_SECRET: {
    description: 'Client secret of `gw`, which signs staff in by name (embedded sign-in only).',
    example: 'an-operator-secret-of-32-characters',
    parse: secret(16),
    secret: true,
  },
});

export type ConsoleSettings = SettingsOf<typeof CONSOLE_SETTINGS>;
