import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { CHECKOUT, dataRoot, mustLeaveCheckout } from '@gridwhistle/testing/servers';
import type { StartFlags } from './flags.js';

/** Where an installation keeps its data and listens. */
export interface Layout {
  readonly folder: string;
  readonly logs: string;
  readonly profile: string;
  readonly ports: Readonly<Record<ServiceName | 'postgres' | 'nats', number>>;
  readonly urls: Readonly<Record<ServiceName, string>>;
}

/** What is added to the base port. */
export const OFFSETS: Record<ServiceName | 'postgres' | 'nats', number> = {
  console: 0,
  intake: 1,
  dispatch: 2,
  escalation: 3,
  'hotline-bridge': 4,
  assessment: 5,
  postgres: 10,
  nats: 11,
};

/** The layout that the flags ask for. @throws Error when there is no such profile */
export function layoutOf({ district, simulated, port }: StartFlags): Layout {
  const profile = join(CHECKOUT, 'profiles', district);
  if (!existsSync(profile)) throw new Error(`there is no profile profiles/${district}`);
  const folder = join(dataRoot(), `${district}${simulated ? '-simulated' : ''}`);
  const ports = Object.fromEntries(Object.entries(OFFSETS).map(([name, offset]) => [name, port + offset]));
  const urls = SERVICES.map((name) => [name, `http://127.0.0.1:${port + OFFSETS[name]}`]);
  return {
    folder,
    logs: join(folder, 'logs'),
    profile,
    ports: ports as Layout['ports'],
    urls: Object.fromEntries(urls) as Layout['urls'],
  };
}

/** Makes the data folder: others may pass through it (PostgreSQL runs as `nobody` for root), only we may read it. */
export function makeFolders({ folder, logs }: Layout): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const usual = join(CHECKOUT, '.data');
  if (mustLeaveCheckout() && !existsSync(usual)) symlinkSync(dataRoot(), usual);
}
