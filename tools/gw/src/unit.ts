import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print } from './output.js';

/** How a department's own system reads its stream and sends its commands. */
export async function showCredentials(installation: Installation, unit: string, json?: boolean): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  const departments = '/registry/units?kind=department&limit=200';
  const { items } = await call<{ items: { code: string }[] }>(installation, departments, token);
  if (!items.some(({ code }) => code === unit)) {
    throw new Failure(`${unit} is no department here. There are: ${items.map(({ code }) => code).join(', ')}.`);
  }
  const credentials = credentialsOf(installation, unit);
  print(json, credentials, () => Object.entries(credentials).map(([key, value]) => `${key.padEnd(9)} ${value}`));
}

/** Where a unit's system connects, what it reads and where it sends its commands. */
export function credentialsOf(installation: Installation, unit: string) {
  return {
    url: installation.natsUrl,
    user: installation.natsUser,
    password: installation.secrets.natsPassword,
    stream: `GW_${installation.district}`,
    durable: `unit-${unit}`,
    commands: `cmd.${installation.district}.${unit}.>`,
  };
}
