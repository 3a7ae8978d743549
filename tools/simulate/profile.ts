import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Profile, validateProfile, type Simulation } from '@gridwhistle/registry';
import { loadProfileFolder } from '../profile/folder.js';
import type { DistrictData } from '../start/demo-profile.js';

/** A profile that can be played. */
export interface Played {
  readonly folder: string;
  readonly data: DistrictData;
  readonly profile: Profile;
  readonly behaviour: Simulation;
  /** Tells two profiles apart. */
  readonly digest: string;
}

const SHOWN = 20;

/** @throws Error that says what is wrong with the folder */
export async function readPlayed(folder: string): Promise<Played> {
  if (!existsSync(join(folder, 'district.json'))) throw new Error(`${folder} is no profile: it has no district.json`);
  const data = await loadProfileFolder(folder).catch((error: unknown) => refuse(folder, [wordsOf(error)]));
  const problems = validateProfile(data.profile, data.staff);
  if (problems.length > 0)
    refuse(
      folder,
      problems.map(({ field, message }) => `${field ?? '-'}: ${message}`),
    );
  const { simulation: behaviour } = data.profile;
  if (!behaviour) throw new Error(`${folder} has no simulation.json: nobody knows how its people behave`);
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 12);
  return { folder, data, profile: new Profile(data.profile), behaviour, digest };
}

function refuse(folder: string, problems: readonly string[]): never {
  const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more`] : [];
  throw new Error([`${folder} is no profile that can be played:`, ...problems.slice(0, SHOWN), ...more].join('\n  '));
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
