import { digestOf } from '@gridwhistle/platform';
import { readProfile, type ProfileDocument } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { setTimeout as delay } from 'node:timers/promises';
import type { Booted } from './redelivery-boot.js';

const WITHIN_MS = 5_000;

/** Puts a profile in force in a service that has no console to fetch it from. @throws what is wrong with the profile */
export async function giveProfile({ service, source }: Booted, document: ProfileDocument): Promise<void> {
  readProfile(document);
  const registry = service.app.get(Registry, { strict: false });
  const digest = digestOf(document).toString('hex');
  await source.query(
    `insert into profile_copy (wanted, version, digest, document, applied_at) values (1, 1, $1, $2, now())
     on conflict (id) do update set version = 1, digest = excluded.digest, document = excluded.document`,
    [digest, JSON.stringify(document)],
  );
  registry.wake();
  for (const until = performance.now() + WITHIN_MS; registry.version === 0; await delay(20)) {
    if (performance.now() > until) throw new Error('the profile was not taken over');
  }
}
