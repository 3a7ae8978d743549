import { basename } from 'node:path';
import type { Detail } from '@gridwhistle/kernel';
import { differencesOf } from '../../profile/difference.js';
import { loadProfileFolder } from '../../profile/folder.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print, table } from './output.js';

/**
 * Lists every problem of a profile folder without touching any installation, and warns of what is right but cannot be
 * meant. Exit code 1 when there is a problem.
 */
export async function validateFolder(folder: string, json?: boolean): Promise<void> {
  // Loaded only here: the other commands start faster without it.
  const { profileWarnings, validateProfile } = await import('@gridwhistle/registry');
  const { profile, staff } = await loadProfileFolder(folder);
  const problems = validateProfile(profile, staff);
  if (problems.length > 0) process.exitCode = 1;
  const warnings = problems.length === 0 ? profileWarnings(profile) : [];
  print(json, { problems, warnings }, () =>
    problems.length === 0
      ? [
          `${folder} is right: ${profile.areas.length} areas, ${profile.grids.length} grids, ${profile.units.length} units`,
          ...warnings.map(warningLine),
        ]
      : problems.map((problem) => `${problem.field ?? '-'}: ${problem.message}`),
  );
}

/** How a warning is told. */
export const warningLine = ({ field, message }: Detail): string => `warning: ${field ?? '-'}: ${message}`;

/** How two profile folders differ, part by part. Exit code 1 when they do, as `diff` has it. */
export async function diffFolders(one: string, other: string, json?: boolean): Promise<void> {
  const [before, after] = await Promise.all([one, other].map((folder) => loadProfileFolder(folder)));
  const differences = before && after ? differencesOf(before.profile, after.profile) : [];
  if (differences.length > 0) process.exitCode = 1;
  const rows = differences.map((each) => [each.part, each.about, each.one ?? '-', each.other ?? '-']);
  print(json, { differences }, () =>
    rows.length === 0 ? ['they say the same'] : table(['part', 'about', basename(one), basename(other)], rows),
  );
}

/** Applies a profile folder to the running installation, whole or not at all. */
export async function applyFolder(installation: Installation, folder: string, json?: boolean): Promise<void> {
  const body = await loadProfileFolder(folder);
  const token = await tokenFor(installation, 'operator');
  const applied = await call<{ version: number; digest: string; warnings: Detail[] }>(
    installation,
    '/registry/profile',
    token,
    {
      method: 'POST',
      body,
    },
  );
  print(json, applied, () => [
    `version ${applied.version} is in force (${applied.digest.slice(0, 12)})`,
    ...applied.warnings.map(warningLine),
  ]);
}
