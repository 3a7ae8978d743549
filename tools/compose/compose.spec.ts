import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { readSettings, type ServiceDefinition } from '@gridwhistle/platform';
import { CHECKOUT, scratchFolder } from '@gridwhistle/testing/servers';
import { parse } from 'yaml';
import { loadProfileFolder } from '../profile/folder.js';
import { secretsOf } from '../start/secrets.js';
import { SECRET_SETTINGS, settingsInStack, stackUrls } from './stack.js';

interface ComposeService {
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: { test: string[] };
}

const file = parse(readFileSync(join(CHECKOUT, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, ComposeService>;
};
const definitionOf = async (service: ServiceName): Promise<ServiceDefinition> =>
  ((await import(`@gridwhistle/${service}`)) as { definition: ServiceDefinition }).definition;
const folder = scratchFolder('compose');
const secrets = secretsOf(folder);
afterAll(() => rmSync(folder, { recursive: true }));

/** A value that the caller of docker compose may give, empty otherwise. */
const FROM_OUTSIDE = /^\$\{\w+:-\}$/;

describe('docker-compose.yml', () => {
  it('has every service, its servers and one-shots, and nothing else', () => {
    const others = ['nats', 'postgres', 'prepare', 'profile', 'secrets'];
    expect(Object.keys(file.services).sort()).toEqual([...SERVICES, ...others].sort());
  });

  it('shows the world only the console', () => {
    const shown = Object.entries(file.services).filter(([, service]) => service.ports);
    expect(shown.map(([name, service]) => [name, service.ports])).toEqual([['console', ['127.0.0.1:8080:8080']]]);
  });

  it('runs the district of the profile it applies', async () => {
    const { profile } = await loadProfileFolder(
      join(CHECKOUT, 'profiles', file.services['profile']?.command?.at(-1) ?? ''),
    );
    expect(file.services['console']?.environment?.['GW_DISTRICT']).toBe(profile.district.code);
  });

  describe.each(SERVICES)('gives %s', (service) => {
    const { environment = {}, command = [], healthcheck } = file.services[service] ?? {};
    const district = environment['GW_DISTRICT'] ?? '';
    const all = settingsInStack(service, secrets, district);
    const fixed = Object.entries(environment).filter(([, value]) => !FROM_OUTSIDE.test(value));
    const optional = Object.entries(environment).filter(([, value]) => FROM_OUTSIDE.test(value));
    const plain = Object.entries(all).filter(([key]) => !SECRET_SETTINGS.includes(key));

    it('the same settings as npm start does, the secret ones in a file of its own', () => {
      expect(Object.fromEntries(fixed)).toEqual(Object.fromEntries(plain));
      expect(command).toContain(`--env-file=/run/gridwhistle/${service}.env`);
    });

    it('settings that its code accepts', async () => {
      const definition = await definitionOf(service);
      expect(() => readSettings(definition.settings, all)).not.toThrow();
      for (const [key] of optional) expect(definition.settings[key as never]).toHaveProperty('default', undefined);
      const secret = Object.entries(definition.settings).filter(([, setting]) => setting.secret);
      expect(SECRET_SETTINGS).toEqual(expect.arrayContaining(secret.map(([key]) => key)));
    });

    it('its port, its program and its health check', () => {
      expect(environment['GW_PORT']).toBe(new URL(stackUrls[service]).port);
      expect(command.at(-1)).toBe(`services/${service}/src/main.ts`);
      expect(healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${environment['GW_PORT']}/healthz`);
    });
  });
});
