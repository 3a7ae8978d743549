import { basename } from 'node:path';
import type { StaffList } from '@gridwhistle/contracts';
import type { Detail } from '@gridwhistle/kernel';
import type { ProfileDocument } from '@gridwhistle/registry';
import { differencesOf, postsOf, staffDifferencesOf, type Posts } from '../../profile/difference.js';
import type { Installation } from './installation.js';
import { call, internal, tokenFor } from './operator.js';
import { print, table } from './output.js';
import { problemLines, readFolder, readShaped } from './profile-folder.js';

/** So many ids of a line are shown to people; `--json` has all that there are. */
const SHOWN = 3;

/**
 * Lists every problem of a profile folder without touching any installation, and warns of what is right but cannot be
 * meant. Exit code 1 when there is a problem.
 */
export async function validateFolder(folder: string, json?: boolean): Promise<void> {
  // Loaded only here: the other commands start faster without it.
  const { profileWarnings, validateProfile } = await import('@gridwhistle/registry');
  const { profile, staff } = await readFolder(folder);
  const problems = validateProfile(profile, staff);
  if (problems.length > 0) process.exitCode = 1;
  const warnings = problems.length === 0 ? profileWarnings(profile) : [];
  const lines = await problemLines(folder, problems);
  print(json, { problems, warnings }, () =>
    problems.length === 0
      ? [
          `${folder} is right: ${profile.areas.length} areas, ${profile.grids.length} grids, ${profile.units.length} units`,
          ...warnings.map(warningLine),
        ]
      : lines,
  );
}

/** How a warning is told. */
export const warningLine = ({ field, message }: Detail): string => `warning: ${field ?? '-'}: ${message}`;

/** How two profile folders differ, part by part. Exit code 1 when they do, as `diff` has it. */
export async function diffFolders(one: string, other: string, json?: boolean): Promise<void> {
  showDifferences(await namedFolder(one), await namedFolder(other), json);
}

/** How a profile folder differs from what is in force in the running installation. Exit code 1 when it does. */
export async function diffInForce(installation: Installation, folder: string, json?: boolean): Promise<void> {
  const after = await namedFolder(folder);
  const inForce = await internal<InForce>(installation, 'console', '/internal/profile');
  const { posts } = await internal<StaffList>(installation, 'console', '/internal/staff/posts');
  showDifferences({ name: `version ${inForce.version}`, profile: inForce.document, posts }, after, json);
}

async function namedFolder(folder: string): Promise<Named> {
  const { profile, staff } = await readShaped(folder);
  return { name: basename(folder), profile, posts: postsOf(staff) };
}

interface InForce {
  version: number;
  document: ProfileDocument;
}

interface Named {
  readonly name: string;
  readonly profile: ProfileDocument;
  readonly posts: Posts;
}

function showDifferences(before: Named, after: Named, json: boolean | undefined): void {
  const isOneDistrict = before.profile.district.code === after.profile.district.code;
  const differences = [
    ...differencesOf(before.profile, after.profile),
    ...(isOneDistrict ? staffDifferencesOf(before.posts, after.posts) : []),
  ];
  if (differences.length > 0) process.exitCode = 1;
  const rows = differences.map((each) => [each.part, each.about, each.one ?? '-', each.other ?? '-']);
  print(json, { differences }, () =>
    rows.length === 0 ? ['they say the same'] : table(['part', 'about', before.name, after.name], rows),
  );
}

const COUNTED_ANEW = 'What counts working time is counted anew by the next office hours and holidays.';

/** As the console answers it. */
export interface DryRun {
  version: number;
  changes: boolean;
  effects: { what: string; code: string; count: number; ids: string[]; then: string; to?: string }[];
  problems: { field: string; code: string; message: string }[];
}

/** What applying a profile folder would do to what is open; nothing is changed. Exit code 1 when it would be refused. */
export async function tryFolder(installation: Installation, folder: string, json?: boolean): Promise<void> {
  const body = await readFolder(folder);
  const token = await tokenFor(installation, 'operator');
  const path = '/registry/profile/dry-run';
  const answer = await call<DryRun>(installation, path, token, { method: 'POST', body });
  if (answer.problems.length > 0) process.exitCode = 1;
  print(json, answer, () => linesOf(answer));
}

/** What people read of it: a line for each code under which something is open, then what would refuse it. */
export function linesOf({ version, changes, effects, problems }: DryRun): string[] {
  if (!changes && effects.length === 0)
    return [`this is version ${version}, which is in force: nothing open is touched`];
  const rows = effects.map(({ what, code, count, then, to, ids }) => {
    return [what, code, String(count), then, to ?? '-', ids.slice(0, SHOWN).join(' ') + (count > SHOWN ? ' …' : '')];
  });
  return [
    ...(rows.length === 0
      ? ['nothing open is touched; what is open goes on under the new profile']
      : table(['what', 'code', 'open', 'then', 'to', 'ids'], rows)),
    'Clocks that run keep the limit they began with.',
    ...(effects.some(({ then }) => then === 'new-due') ? [COUNTED_ANEW] : []),
    ...(problems.length > 0
      ? ['It would be refused:']
      : [changes ? `It would follow version ${version}.` : `This is version ${version}: only its staff is another.`]),
    ...problems.map((problem) => `  ${problem.field}: ${problem.message}`),
  ];
}

/** Applies a profile folder to the running installation, whole or not at all. */
export async function applyFolder(installation: Installation, folder: string, json?: boolean): Promise<void> {
  const body = await readFolder(folder);
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
