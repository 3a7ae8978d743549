import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Unit } from '@gridwhistle/registry';
import { areasOf, gridsOf } from './areas.js';
import { staffOf } from './people.js';
import { readSources } from './sources.js';
import { unitsOf } from './units.js';

/** The generated files of a profile's folder, by file name: the same text in every run. */
export async function generatedParts(folder: string): Promise<Record<string, string>> {
  const sources = await readSources(folder);
  const grids = gridsOf(sources);
  const units = unitsOf(sources, grids);
  const staff = staffOf([...units, ...(await departmentsIn(folder))]);
  return {
    'areas.json': lines('areas', areasOf(sources)),
    'grids.json': lines('grids', grids),
    'units.json': lines('units', units),
    'staff.json': lines('staff', staff),
  };
}

async function departmentsIn(folder: string): Promise<Unit[]> {
  const { units } = JSON.parse(await readFile(join(folder, 'departments.json'), 'utf8')) as { units: Unit[] };
  return units;
}

/** One entry a line, so that a change shows as the lines it changes. */
function lines(part: string, entries: readonly object[]): string {
  return `{\n"${part}": [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n}\n`;
}
