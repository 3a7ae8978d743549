import type { Area, Grid, StaffMember, Unit } from '@gridwhistle/registry';
import { areasOf } from './areas.js';
import { gridsOf } from './grids.js';
import { staffOf } from './people.js';
import type { Sources } from './sources.js';
import { unitsOf } from './units.js';

/** What is made from a profile's sources, the same in every run. */
export interface GeneratedParts {
  areas: Area[];
  grids: Grid[];
  units: Unit[];
  staff: StaffMember[];
}

export const GENERATED: (keyof GeneratedParts)[] = ['areas', 'grids', 'units', 'staff'];

/** `departments` are units that are written by hand; they get their staff too. */
export function generateParts(sources: Sources, departments: readonly Unit[] = []): GeneratedParts {
  const grids = gridsOf(sources);
  const units = unitsOf(sources, grids);
  const staff = staffOf(sources, grids, [...units, ...departments]);
  return { areas: areasOf(sources), grids, units, staff };
}

/** The parts as files of a profile's folder, one entry a line, so that a change shows as the lines it changes. */
export function filesOf(parts: GeneratedParts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).map(([part, entries]) => [`${part}.json`, lines(part, entries as readonly object[])]),
  );
}

function lines(part: string, entries: readonly object[]): string {
  return `{\n"${part}": [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n}\n`;
}
