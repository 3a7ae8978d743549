import { readFigures } from '../../charts/figures.js';
import { writeCharts } from '../../charts/write.js';
import { District } from '../../replay/district.js';
import { Faces } from '../../replay/http.js';
import { nowOf } from './clock.js';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { print, progress } from './output.js';

export interface ChartOptions {
  readonly png?: boolean;
  readonly json?: boolean;
}

/** Writes the charts of everything that the ledger of a running installation has, as its centre sees it. */
export async function drawCharts(
  installation: Installation,
  folder: string,
  { png = false, json }: ChartOptions,
): Promise<void> {
  progress('reading the ledger');
  const district = await District.load(new Faces(installation.url), installation);
  const figures = await readFigures(district.centre, await nowOf(installation));
  progress('');
  const nameOf = (unit: string): string => district.units.get(unit)?.name.zh ?? unit;
  const files = await writeCharts(figures, { folder, png, nameOf }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`${folder} cannot be written: ${error.code ?? error.message}`);
  });
  print(json, { files }, () => files);
}
