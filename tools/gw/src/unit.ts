import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print } from './output.js';

/** How a department's own system reads its stream and sends its commands. */
export async function showCredentials(installation: Installation, unit: string, json?: boolean): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  const { items } = await call<{ items: { code: string; kind: string }[] }>(
    installation,
    `/registry/units?code=${encodeURIComponent(unit)}`,
    token,
  );
  const found = items.find((one) => one.code === unit);
  if (!found) throw new Failure(`There is no unit ${unit} in this district.`);
  if (found.kind !== 'department') throw new Failure(`${unit} is a ${found.kind}; only departments have a stream.`);
  const credentials = {
    url: installation.natsUrl,
    user: installation.natsUser,
    password: installation.secrets.natsPassword,
    stream: `GW_${installation.district}`,
    durable: `unit-${unit}`,
    commands: `cmd.${installation.district}.${unit}.>`,
  };
  print(json, credentials, () => Object.entries(credentials).map(([key, value]) => `${key.padEnd(9)} ${value}`));
}
