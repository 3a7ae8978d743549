import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@gridwhistle/kernel';
import { natsConfig } from '@gridwhistle/testing/servers';
import { secretsOf } from '../start/secrets.js';
import { NATS, SECRETS_FOLDER, SECRET_SETTINGS, settingsInStack } from './stack.js';

/** One-shot container: makes the secrets of the installation once and writes them where the others read them. */
const secrets = secretsOf(SECRETS_FOLDER);
const write = (name: string, text: string): void => writeFileSync(join(SECRETS_FOLDER, name), text, { mode: 0o600 });

write('postgres-password', secrets.postgresPassword);
write('nats.conf', natsConfig({ ...NATS, password: secrets.natsPassword }));
for (const service of SERVICES) {
  const settings = Object.entries(settingsInStack(service, secrets, ''));
  const lines = settings.flatMap(([key, value]) => (SECRET_SETTINGS.includes(key) ? [`${key}=${value}\n`] : []));
  write(`${service}.env`, lines.join(''));
}
console.log('secrets are in place');
