import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { LIMIT_UNITS, officeDayMs, parseLimit } from '@gridwhistle/clocks';
import { Profile } from '@gridwhistle/registry';
import { loadProfileFolder } from './folder.js';
import { filesOf, generateParts } from './parts.js';
import { readSources } from './sources.js';

const FOLDER = fileURLToPath(new URL('../../profiles/longli', import.meta.url));
const { profile: document } = await loadProfileFolder(FOLDER);
const profile = new Profile(document);
const [WEST, SOUTH, EAST, NORTH] = [106.75, 26.17, 107.25, 26.8];

describe('the Longli profile', () => {
  it('names the community that its own report does not count', () => {
    expect(profile.area('522730103006')?.name.zh).toBe('云龙社区');
  });

  it('has departments, four desks in each township and a unit for every grid', () => {
    const kinds = (kind: string) => document.units.filter((unit) => unit.kind === kind);
    expect(kinds('department').length).toBeGreaterThanOrEqual(12);
    expect(kinds('desk')).toHaveLength(24);
    expect(document.grids.every(({ code }) => profile.unit(code)?.kind === 'grid')).toBe(true);
  });

  it('has its 601 cross-posts in the committees of the villages, and the six deputies that lead a desk', async () => {
    const { staff } = (await loadProfileFolder(FOLDER)).staff;
    const second = staff.flatMap(({ memberships }) => memberships.slice(1).map(({ unit }) => profile.unit(unit)?.kind));
    expect(second.filter((kind) => kind === 'council')).toHaveLength(601);
    expect(second.filter((kind) => kind === 'desk')).toHaveLength(6);
    expect(second).toHaveLength(607);
  });

  it('gives a shared matter to the council of the village, not to a committee below it', () => {
    expect(profile.council('522730001001')?.code).toBe('522730001001-council');
  });

  it('has at least 40 categories, each with a limit, and limits in all four units', () => {
    expect(document.categories.length).toBeGreaterThanOrEqual(40);
    expect(document.categories.filter(({ code }) => profile.conditionsOf(code).length === 0)).toEqual([]);
    const units = document.standards.flatMap(({ stages }) => stages.map(({ limit }) => parseLimit(limit).unit));
    expect(new Set(units)).toEqual(new Set(LIMIT_UNITS));
    expect(document.standards.some(({ stages }) => stages.length === 3)).toBe(true);
    expect(officeDayMs(profile.calendar)).toBe(8 * 3_600_000);
  });

  it('sends a leaking main to its grid, a burst one to the township at once, the hotline’s to the centre', () => {
    const at = new Date('2026-03-02T10:00+08:00');
    const matter = { category: '0102', channel: 'resident', grid: '522730001001001', at } as const;
    expect(profile.route({ ...matter, severity: 'normal' })).toMatchObject({ unit: '522730001001001' });
    expect(profile.route({ ...matter, severity: 'emergency' })).toMatchObject({ unit: '522730001-room' });
    const hotline = profile.route({ ...matter, severity: 'normal', channel: 'hotline' });
    expect(hotline).toMatchObject({ unit: undefined, waitsFor: '522730-centre' });
    const ordinary = profile.route({ ...matter, severity: 'normal', channel: 'hotline', hardCase: false });
    expect(ordinary).toMatchObject({ unit: '522730001001001' });
    expect(profile.limitFor('0102', 'normal', 'normal').limits).toHaveLength(1);
    expect(profile.limitFor('0102', 'emergency', 'emergency').severity).toBe('emergency');
  });

  it('gives every place of its box exactly one grid', () => {
    const within = ([west, south, east, north]: readonly number[], lon: number, lat: number) =>
      west! <= lon && (lon < east! || lon === EAST) && south! <= lat && (lat < north! || lat === NORTH);
    const lons = fc.double({ min: WEST, max: EAST, noNaN: true });
    const lats = fc.double({ min: SOUTH, max: NORTH, noNaN: true });
    fc.assert(
      fc.property(lons, lats, (lon, lat) => {
        const holding = document.grids.filter(
          ({ box = [] }) => within(box, lon, lat) && lon <= (box[2] ?? 0) && lat <= (box[3] ?? 0),
        );
        expect(holding.map(({ code }) => code)).toEqual([profile.gridAt(lon, lat)?.code]);
      }),
      { numRuns: 500 },
    );
  });

  it('has generated parts that are what the generator makes', async () => {
    const { units } = JSON.parse(await readFile(join(FOLDER, 'departments.json'), 'utf8'));
    for (const [name, text] of Object.entries(filesOf(generateParts(await readSources(FOLDER), units)))) {
      expect(await readFile(join(FOLDER, name), 'utf8')).toBe(text);
    }
  });
});
