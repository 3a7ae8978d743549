import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_SCHEMAS, type ServiceSchema } from '@gridwhistle/testing/servers';

/** Made once for an installation and kept in its data folder, readable by its owner only. */
export interface Secrets {
  /** URL of the database's administrator, of the server that this installation uses. */
  databaseUrl: string;
  readonly postgresPassword: string;
  readonly passwords: Readonly<Record<ServiceSchema, string>>;
  natsPassword: string;
  readonly internalKey: string;
  readonly operatorSecret: string;
  /** 32 bytes in base64: without it the stored people's data cannot be read. */
  readonly dataKey: string;
  readonly hotlineSecret: string;
}

const file = (folder: string): string => join(folder, 'secrets.json');

/** The secrets of the folder's installation; new ones for a new folder. */
export function secretsOf(folder: string): Secrets {
  if (existsSync(file(folder))) return JSON.parse(readFileSync(file(folder), 'utf8')) as Secrets;
  const secrets = newSecrets();
  saveSecrets(folder, secrets);
  return secrets;
}

export function saveSecrets(folder: string, secrets: Secrets): void {
  writeFileSync(file(folder), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
}

function newSecrets(): Secrets {
  const passwords = Object.values(SERVICE_SCHEMAS).map((schema) => [schema, secret()]);
  return {
    databaseUrl: '',
    postgresPassword: secret(),
    passwords: Object.fromEntries(passwords) as Secrets['passwords'],
    natsPassword: secret(),
    internalKey: secret(),
    operatorSecret: secret(),
    dataKey: randomBytes(32).toString('base64'),
    hotlineSecret: `whsec_${randomBytes(32).toString('base64')}`,
  };
}

const secret = (): string => randomBytes(32).toString('base64url');
