import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileDocument, StaffDocument } from '@gridwhistle/registry';

const FOLDER = fileURLToPath(new URL('../../../profiles/longli', import.meta.url));
const BESIDE = ['sources.json', 'staff.json', 'sign-ins.json'];

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>;

/** The demo district as it is posted; each call gives a copy that a test may spoil. */
export function longli(): { profile: ProfileDocument; staff: StaffDocument } {
  const profile: Record<string, unknown> = {};
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json') && !BESIDE.includes(file))) {
    for (const [part, value] of Object.entries(read(name))) {
      const there = profile[part];
      profile[part] = Array.isArray(there) ? [...(there as unknown[]), ...(value as unknown[])] : value;
    }
  }
  return { profile: profile as unknown as ProfileDocument, staff: read('staff.json') as unknown as StaffDocument };
}
