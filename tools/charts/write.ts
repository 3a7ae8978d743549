import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { chartsOf, type NameOf } from './charts.js';
import type { Figures } from './figures.js';
import { svgOf } from './svg.js';

/** Beyond what a screen shows, so that it can be printed. */
const DENSITY = 144;

/**
 * Writes the charts of figures into a folder, as SVG and beside it as PNG where that is asked for; the letters of a PNG are
 * those of the machine's own fonts.
 * @returns the files
 */
export async function writeCharts(
  figures: Figures,
  { folder, png, nameOf }: { readonly folder: string; readonly png: boolean; readonly nameOf: NameOf },
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const chart of chartsOf(figures, nameOf)) {
    const [svg, file] = [svgOf(chart), join(folder, chart.name)];
    writeFileSync(`${file}.svg`, svg);
    files.push(`${file}.svg`);
    if (!png) continue;
    await sharp(Buffer.from(svg), { density: DENSITY }).png().toFile(`${file}.png`);
    files.push(`${file}.png`);
  }
  return files;
}
