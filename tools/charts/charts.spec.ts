import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { chartsOf } from './charts.js';
import type { Figures } from './figures.js';
import { elementsIn } from './parse-svg.js';
import { svgOf } from './svg.js';
import { writeCharts } from './write.js';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const figures: Figures = {
  ...{ tickets: 276, assigned: 270, resolved: 200, closed: 190, late: 9, redone: 2, onTheSpot: 100 },
  ...{ outcomes: { solved: 200 }, hours, returns: 1, councils: 0, whistles: 2, completed: 1 },
  tiers: {
    grid: { orders: 200, confirmed: 150, raised: 40, late: 5 },
    township: { orders: 40, confirmed: 30, raised: 0, late: 4 },
  },
  units: { 'g-1': { orders: 9, late: 3 }, 'g-2': { orders: 8, late: 0 }, 'g-3': { orders: 7, late: 6 } },
};
const NONE: Figures = { ...figures, tickets: 0, tiers: {}, units: {} };
const nameOf = (unit: string): string => `单位<${unit}>&"`;
const charts = chartsOf(figures, nameOf);
const parsed = (name: string) => elementsIn(svgOf(charts.find((chart) => chart.name === name)!));
const bars = (name: string) =>
  parsed(name).filter(({ tag, attributes }) => tag === 'rect' && attributes['fill'] !== '#ffffff');
const texts = (name: string): string[] => parsed(name).flatMap(({ tag, text }) => (tag === 'text' ? [text] : []));
const size = ({ attributes }: { attributes: Record<string, string> }, side: string): number => Number(attributes[side]);

describe('charts', () => {
  it('are four, with a title in both languages and a text for who cannot see', () => {
    expect(charts.map(({ name }) => name)).toEqual([
      'load-per-hour',
      'ladder-by-tier',
      'deadline-misses-by-unit',
      'funnel',
    ]);
    for (const { name, title } of charts) {
      const [svg] = parsed(name);
      expect(svg).toMatchObject({ tag: 'svg', attributes: { role: 'img', 'aria-label': `${title.zh} · ${title.en}` } });
      expect(texts(name).slice(0, 2)).toEqual([title.zh, title.en]);
    }
  });

  it('show 24 hours as bars as high as what came in them', () => {
    const all = bars('load-per-hour');
    expect(all).toHaveLength(24);
    const [ten, twenty] = [all[10]!, all[20]!];
    expect(size(twenty, 'height')).toBeCloseTo(2 * size(ten, 'height'), 0);
    expect(texts('load-per-hour')).toEqual(expect.arrayContaining(['00', '23', '20']));
  });

  it('show what each tier settled and what it handed up, one part after the other', () => {
    const [, , , settled, raised, other] = bars('ladder-by-tier');
    expect(texts('ladder-by-tier')).toContain('150 / 40 / 10');
    expect(size(settled!, 'x') + size(settled!, 'width')).toBeCloseTo(size(raised!, 'x'), 0);
    expect(size(settled!, 'width') / size(other!, 'width')).toBeCloseTo(15, 0);
  });

  it('name the units that missed most, whatever stands in their names', () => {
    const names = texts('deadline-misses-by-unit').filter((text) => text.startsWith('单位'));
    expect(names).toEqual(['单位<g-3>&"', '单位<g-1>&"']);
  });

  it('narrow from report to archive', () => {
    const widths = bars('funnel').map((bar) => size(bar, 'width'));
    expect(widths).toHaveLength(4);
    expect([...widths].sort((a, b) => b - a)).toEqual(widths);
  });

  it('stay within their frame', () => {
    for (const { name } of charts) {
      const [svg] = parsed(name);
      for (const bar of bars(name)) {
        expect(size(bar, 'x') + size(bar, 'width')).toBeLessThanOrEqual(size(svg!, 'width'));
        expect(size(bar, 'y') + size(bar, 'height')).toBeLessThanOrEqual(size(svg!, 'height'));
      }
    }
  });

  it('say so where there are no cases', () => {
    for (const chart of chartsOf(NONE, nameOf)) {
      expect(elementsIn(svgOf(chart)).some(({ text }) => text === '没有数据 · no cases')).toBe(true);
    }
  });

  it('are files, as pictures too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gw-charts-'));
    const files = await writeCharts(figures, { folder, png: true, nameOf });
    expect(readdirSync(folder)).toHaveLength(files.length);
    expect(files).toHaveLength(8);
    for (const file of files.filter((each) => each.endsWith('.png')))
      expect((await sharp(readFileSync(file)).metadata()).width).toBeGreaterThanOrEqual(960);
    rmSync(folder, { recursive: true });
  });
});
