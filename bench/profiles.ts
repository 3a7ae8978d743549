import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { hotSpots, type CpuProfile, type Share } from './support/profile.js';

/** Which process was what, beside the profiles. */
export const PROCESSES = 'processes.json';

const SHOWN = 14;
const LEAST_PERCENT = 1;

/** For each profiled service: how busy it was and where, in lines for people. */
export function describeProfiles(folder: string): string[] {
  const names = readNames(folder);
  const files = readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'));
  return files.flatMap((file) => {
    const name = names[file.split('.')[3] ?? ''];
    return name === undefined ? [] : describe(name, JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile);
  });
}

function readNames(folder: string): Record<string, string> {
  const file = join(folder, PROCESSES);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

function describe(name: string, profile: CpuProfile): string[] {
  const { busy, packages, functions } = hotSpots(profile, CHECKOUT);
  const top = (shares: readonly Share[]): string[] =>
    shares
      .slice(0, SHOWN)
      .filter(({ percent }) => percent >= LEAST_PERCENT)
      .map((share) => `    ${share.percent.toFixed(1).padStart(5)} %  ${share.name}`);
  return [
    '',
    `${name}: busy ${busy.toFixed(0)} % of its life`,
    '  by package',
    ...top(packages),
    '  by function',
    ...top(functions),
  ];
}
