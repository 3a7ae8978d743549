import { COMMON_SETTINGS } from './common-settings.js';
import { whole } from './setting-values.js';
import { defineSettings, exampleSettings, readSettings, SettingsError } from './settings.js';

const spec = defineSettings({
  GW_PORT: { description: 'Port.', example: '8081', parse: whole(1, 65535) },
  GW_SIZE: { description: 'Size.', example: '3', parse: whole(1, 9), default: 5 },
});

describe('settings', () => {
  test('are read and converted, defaults filled in', () => {
    expect(readSettings(spec, { GW_PORT: '80', PATH: '/bin' })).toEqual({ GW_PORT: 80, GW_SIZE: 5 });
  });

  test('that are missing, bad or unknown are all listed at once, without their values', () => {
    const read = (): unknown => readSettings(spec, { GW_SIZE: 'secret-value', GW_COLOUR: 'red' });
    expect(read).toThrow(SettingsError);
    expect(problems(read)).toEqual([
      'GW_PORT: missing (Port.)',
      'GW_SIZE: expected a whole number from 1 to 9',
      'GW_COLOUR: unknown setting',
    ]);
  });

  test('common to all services are described by examples that are valid', () => {
    const settings = exampleSettings(COMMON_SETTINGS);
    expect(settings.GW_DATA_KEY).toHaveLength(32);
    expect(settings.GW_OTLP_URL).toBe('http://127.0.0.1:4318');
  });

  test.each([
    ['GW_DISTRICT', 'longli'],
    ['GW_DATABASE_URL', 'mysql://x'],
    ['GW_NATS_URL', 'http://x'],
    ['GW_DATA_KEY', 'AAAA'],
    ['GW_INTERNAL_KEY', 'short'],
    ['GW_LOG_LEVEL', 'loud'],
    ['GW_TRACE_SHARE', '1.5'],
  ])('refuse %s=%s', (key, value) => {
    const env = Object.fromEntries(Object.entries(COMMON_SETTINGS).map(([name, { example }]) => [name, example]));
    expect(problems(() => readSettings(COMMON_SETTINGS, { ...env, [key]: value }))).toEqual([
      expect.stringMatching(`^${key}: expected`) as string,
    ]);
  });
});

function problems(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
  }
  return [];
}
