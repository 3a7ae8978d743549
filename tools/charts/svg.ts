/** Text in both languages of the product. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** One bar, whose parts stand one after the other. */
export interface Row {
  readonly name: string;
  readonly parts: readonly number[];
}

export interface Chart {
  /** Name of its file. */
  readonly name: string;
  readonly title: Label;
  readonly rows: readonly Row[];
  /** What the parts of each bar are; needed where there is more than one. */
  readonly legend?: readonly Label[];
  /** Bars stand beside each other, as hours do, or below each other. */
  readonly upright?: boolean;
}

const WIDTH = 960;
const TOP = 70;
const NAMES = 230;
const ROW = 34;
const RIGHT = 200;
const HEIGHT = 320;
/** Told apart by people who see no red or green (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#d55e00', '#009e73'];
const FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif";

/** A chart as a file that any browser shows. A chart without cases says so. */
export function svgOf(chart: Chart): string {
  const body = chart.rows.length === 0 ? nothing() : chart.upright ? upright(chart) : lying(chart);
  const height = chart.rows.length === 0 || chart.upright ? TOP + HEIGHT + 50 : TOP + chart.rows.length * ROW + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(both(chart.title))}" font-family="${FONT}">`,
    `<title>${escaped(both(chart.title))}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(24, 34, chart.title.zh, { size: 20, weight: 'bold' }),
    text(24, 56, chart.title.en, { size: 13, fill: '#555555' }),
    ...legend(chart.legend ?? []),
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

const nothing = (): string[] => [text(24, TOP + 60, '没有数据 · no cases', { size: 16, fill: '#555555' })];

function lying({ rows, legend: labels }: Chart): string[] {
  const scale = (WIDTH - NAMES - RIGHT) / mostOf(rows);
  return rows.flatMap(({ name, parts }, index) => {
    const y = TOP + index * ROW + 10;
    let x = NAMES;
    const bars = parts.map((part, at) => {
      const bar = rect(
        { x, y, width: part * scale, height: ROW - 12 },
        { fill: colour(at), told: toldOf(name, labels?.[at], part) },
      );
      x += part * scale;
      return bar;
    });
    const said = parts.map(numberOf).join(' / ');
    return [
      text(NAMES - 10, y + 16, name, { size: 13, anchor: 'end' }),
      ...bars,
      text(x + 8, y + 16, said, { size: 12 }),
    ];
  });
}

function upright({ rows, legend: labels }: Chart): string[] {
  const width = (WIDTH - 48) / rows.length;
  const scale = (HEIGHT - 30) / mostOf(rows);
  return rows.flatMap(({ name, parts }, index) => {
    const x = 24 + index * width;
    let y = TOP + HEIGHT;
    const bars = parts.map((part, at) => {
      y -= part * scale;
      return rect(
        { x: x + 2, y, width: width - 4, height: part * scale },
        { fill: colour(at), told: toldOf(name, labels?.[at], part) },
      );
    });
    const middle = x + width / 2;
    return [
      ...bars,
      text(middle, y - 5, numberOf(sum(parts)), { size: 10, anchor: 'middle' }),
      text(middle, TOP + HEIGHT + 18, name, { size: 12, anchor: 'middle' }),
    ];
  });
}

function legend(labels: readonly Label[]): string[] {
  return labels.flatMap((label, at) => {
    const x = WIDTH - 24 - (labels.length - at) * 170;
    return [
      rect({ x, y: 22, width: 12, height: 12 }, { fill: colour(at), told: both(label) }),
      text(x + 18, 33, both(label), { size: 12 }),
    ];
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const rect = ({ x, y, width, height }: Place, { fill, told }: { fill: string; told: string }): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"><title>${escaped(told)}</title></rect>`;

interface Look {
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  readonly weight?: string;
}

function text(x: number, y: number, said: string, { size, anchor = 'start', fill = '#222222', weight }: Look): string {
  const bold = weight === undefined ? '' : ` font-weight="${weight}"`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${fill}"${bold}>${escaped(said)}</text>`;
}

const both = ({ zh, en }: Label): string => `${zh} · ${en}`;
const toldOf = (name: string, label: Label | undefined, value: number): string =>
  `${name}${label ? `, ${both(label)}` : ''}: ${numberOf(value)}`;
const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);
const mostOf = (rows: readonly Row[]): number => Math.max(1, ...rows.map(({ parts }) => sum(parts)));
const colour = (at: number): string => COLOURS[at % COLOURS.length] as string;
const round = (value: number): number => Math.round(value * 10) / 10;
export const numberOf = (value: number): string => value.toLocaleString('en-US');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (said: string): string => said.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
