import { loadProfileFolder } from '../../profile/folder.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print } from './output.js';

/** Lists every problem of a profile folder without touching any installation. Exit code 1 when there is one. */
export async function validateFolder(folder: string, json?: boolean): Promise<void> {
  // Loaded only here: the other commands start faster without it.
  const { validateProfile } = await import('@gridwhistle/registry');
  const { profile, staff } = await loadProfileFolder(folder);
  const problems = validateProfile(profile, staff);
  if (problems.length > 0) process.exitCode = 1;
  print(json, { problems }, () =>
    problems.length === 0
      ? [
          `${folder} is right: ${profile.areas.length} areas, ${profile.grids.length} grids, ${profile.units.length} units`,
        ]
      : problems.map((problem) => `${problem.field ?? '-'}: ${problem.message}`),
  );
}

/** Applies a profile folder to the running installation, whole or not at all. */
export async function applyFolder(installation: Installation, folder: string, json?: boolean): Promise<void> {
  const body = await loadProfileFolder(folder);
  const token = await tokenFor(installation, 'operator');
  const applied = await call<{ version: number; digest: string }>(installation, '/registry/profile', token, {
    method: 'POST',
    body,
  });
  print(json, applied, () => [`version ${applied.version} is in force (${applied.digest.slice(0, 12)})`]);
}
