import type { SettingsSpec } from '@gridwhistle/platform';

/** An environment for tests: the examples of all settings that must be given, a free port and a quiet log. */
export function exampleEnvironment(settings: SettingsSpec): Record<string, string> {
  const required = Object.entries(settings).filter(([, setting]) => !('default' in setting));
  return {
    ...Object.fromEntries(required.map(([key, { example }]) => [key, example])),
    GW_PORT: '0',
    GW_LOG_LEVEL: 'fatal',
  };
}
