import { fileURLToPath } from 'node:url';
import { CHANNELS, SEVERITIES } from '@gridwhistle/kernel';
import {
  mannedUnits,
  Profile,
  profileWarnings,
  validateProfile,
  type Grid,
  type RouteInput,
  type Routing,
} from '@gridwhistle/registry';
import { loadProfileFolder, loadSignIns } from './folder.js';

interface Locality {
  name: string;
  /** Areas by level, the district first. */
  areas: Record<string, number>;
  grids: number;
  microGrids: number;
  /** Units by kind besides offices, grids and centres. */
  units: Record<string, number>;
  /** People in grids' teams. */
  teams: number;
  /** What the notes must tell of differences between the sources. */
  notes: RegExp;
  /** The way up from the first of the smallest grids. */
  ladder: string[];
  /** Who confirms what that grid and each office above it did. */
  verifiers: string[];
  whistles: number;
  /** Channels of directives. */
  channels: number;
  /** Codes of what `gw profile validate` warns of. */
  warnings: string[];
}

const LOCALITIES: Locality[] = [
  {
    name: 'longli',
    areas: { county: 1, township: 6, village: 82 },
    grids: 895,
    microGrids: 0,
    units: { department: 18, desk: 24, council: 742 },
    teams: 895 + 3792,
    notes: /81.*522730103006/s,
    ladder: ['522730001001001', '522730001001-branch', '522730001-room'],
    verifiers: ['522730001001-branch', '522730001-room', '522730-centre'],
    whistles: 3,
    channels: 5,
    warnings: [],
  },
  {
    name: 'shangba',
    areas: { town: 1, village: 9 },
    grids: 68,
    microGrids: 0,
    units: { department: 17, council: 9 },
    teams: 232,
    notes: /68 grids on three levels/,
    ladder: ['620902104200001', '620902104200000', '620902104000000'],
    verifiers: ['620902104200000', '620902104-centre', '620902104-centre'],
    whistles: 0,
    channels: 3,
    warnings: [],
  },
  {
    name: 'tongnan',
    areas: { district: 1, township: 23, village: 304 },
    grids: 1935,
    microGrids: 2216,
    units: { department: 70, desk: 92, council: 304 },
    teams: 25_000,
    notes: /micro-grids evenly/,
    ladder: ['50015200100100101', '500152001001001', '500152001001-station', '500152001-room'],
    verifiers: ['500152001-room', '500152001-room', '500152001-room', '500152-centre'],
    whistles: 3,
    channels: 3,
    warnings: [],
  },
  {
    name: 'liyang',
    areas: { city: 1, township: 12, village: 242 },
    grids: 951,
    microGrids: 0,
    units: { department: 30, desk: 36, council: 231 },
    teams: 951 + 4035,
    notes: /320481400, 320481401/,
    ladder: ['320481001001001', '320481001001-station', '320481001-office'],
    verifiers: ['320481-centre', '320481-centre', '320481-centre'],
    whistles: 2,
    channels: 5,
    warnings: [],
  },
  {
    name: 'xinyang',
    areas: { city: 1, county: 11, township: 224, village: 3474 },
    grids: 18_100,
    microGrids: 0,
    units: { department: 23 * 12, desk: 2240 },
    teams: 88_600,
    notes: /411571/,
    ladder: ['411502001001001', '411502001001-station', '411502001-room'],
    verifiers: ['411502001001-station', '411502001-room', '411502-centre'],
    whistles: 3,
    channels: 14,
    warnings: ['council.none'],
  },
];

/** What the console takes, `PROFILE_LIMIT` there, with room for growth. */
const LARGEST_BODY = 28 * 1024 * 1024;

describe.each(LOCALITIES)('the $name profile', (locality) => {
  const folder = fileURLToPath(new URL(`../../profiles/${locality.name}`, import.meta.url));
  let data: Awaited<ReturnType<typeof loadProfileFolder>>;
  let profile: Profile;

  beforeAll(async () => {
    data = await loadProfileFolder(folder);
    profile = new Profile(data.profile);
  });

  it('is right', () => {
    expect(validateProfile(data.profile, data.staff)).toEqual([]);
  });

  it('has as many areas, grids, units and people as its sources say, and says where they differ', () => {
    const { document } = profile;
    const isMicro = ({ code }: { code: string }) => code.length > 15;
    expect(tally(document.areas.map(({ level }) => level))).toEqual(locality.areas);
    expect(document.grids.filter((grid) => !isMicro(grid))).toHaveLength(locality.grids);
    expect(document.grids.filter(isMicro)).toHaveLength(locality.microGrids);
    expect(tally(document.units.map(({ kind }) => kind))).toMatchObject(locality.units);
    expect(document.whistles).toHaveLength(locality.whistles);
    expect(document.directiveChannels).toHaveLength(locality.channels);
    const inTeams = data.staff.staff.filter(
      ({ memberships: [post] }) => profile.unit(post?.unit ?? '')?.kind === 'grid',
    );
    expect(inTeams).toHaveLength(locality.teams);
    expect(document.district.notes.join(' ')).toMatch(locality.notes);
    expect(document.grids.every(({ synthetic }) => synthetic)).toBe(true);
  });

  it('has an active member in every unit, and an operator', () => {
    const manned = mannedUnits(data.staff);
    expect(profile.document.units.filter(({ code }) => !manned.has(code))).toEqual([]);
    const operators = data.staff.staff.filter(({ memberships }) =>
      memberships.some(({ roles }) => roles.includes('operator')),
    );
    expect(operators.map(({ id }) => id)).toEqual(['operator']);
  });

  it('climbs and is verified as its own steps say', () => {
    expect(climb(profile, locality.ladder[0] ?? '')).toEqual(locality.ladder);
    expect(locality.ladder.map((code) => profile.verifierOf(code).code)).toEqual(locality.verifiers);
  });

  it('has no route that no matter takes', () => {
    const taken = new Set(everyMatter(profile).map((matter) => profile.route(matter).rule));
    expect(profile.document.routes.map(({ id }) => id).filter((id) => !taken.has(id))).toEqual([]);
    expect(profileWarnings(profile.document).map(({ code }) => code)).toEqual(locality.warnings);
  });

  it('lets each category reach somebody who is there, and a department of the place’s own centre', () => {
    const manned = mannedUnits(data.staff);
    const matters = everyMatter(profile);
    expect(matters.filter((matter) => !manned.has(reached(profile.route(matter))))).toEqual([]);
    expect(matters.filter((matter) => !isOfItsCentre(matter, profile))).toEqual([]);
  });

  it('routes a matter of every grid, and finds the smallest grid of a place', () => {
    const category = profile.document.categories[0]?.code;
    const smallest = profile.document.grids.filter((grid) => isSmallest(grid, profile));
    const atCentre = profile.document.grids.filter(({ code }) => {
      const routing = profile.route({ category, severity: 'normal', channel: 'partner', grid: code, at: NOON });
      return profile.unit(reached(routing))?.kind === 'centre';
    });
    expect(atCentre).toEqual([]);
    expect(smallest.filter((grid) => profile.gridAt(...middleOf(grid))?.code !== grid.code)).toEqual([]);
  });

  it('signs in people who exist', async () => {
    const ids = new Set(data.staff.staff.map(({ id }) => id));
    expect((await loadSignIns(folder)).filter((signIn) => !ids.has(signIn.staff))).toEqual([]);
    expect(ids.size).toBe(data.staff.staff.length);
  });

  it('fits into one request', () => {
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(LARGEST_BODY);
  });
});

it('a county of Xinyang has 8 of the city’s 14 channels', async () => {
  const { profile } = await loadProfileFolder(fileURLToPath(new URL('../../profiles/xinyang', import.meta.url)));
  const ofCounty = profile.directiveChannels?.filter(({ issuers }) => issuers.includes('411528-centre'));
  expect(ofCounty).toHaveLength(8);
});

const climb = (profile: Profile, code: string): string[] => {
  const above = profile.unitAbove(code);
  return above ? [code, ...climb(profile, above.code)] : [code];
};

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

const reached = ({ unit, waitsFor }: Routing): string => unit ?? waitsFor ?? '';

const NOON = new Date('2026-03-02T10:00+08:00');
/** In office hours, and on a Sunday night. */
const TIMES = [NOON, new Date('2026-03-01T23:00+08:00')];

/** Every category by every channel and severity, the hotline's ordinary matters where it sends them, in and after office hours, with and without words of each list, in one grid below each centre and in those that routes name. */
function everyMatter(profile: Profile): RouteInput[] {
  const centres = new Map(profile.document.grids.map(({ code, area }) => [profile.centre(area).code, code]));
  const lists = [[], ...(profile.document.wordLists ?? []).map(({ code }) => [code])];
  const cases = profile.hotlineMode === 'everything' ? [true, false] : [true];
  const named = profile.document.routes.flatMap(({ when }) => when.areas ?? []).filter((code) => profile.grid(code));
  return [...centres.values(), ...named].flatMap((grid) =>
    profile.document.categories.flatMap(({ code: category }) =>
      CHANNELS.flatMap((channel) =>
        (channel === 'hotline' ? cases : [undefined]).flatMap((hardCase) =>
          SEVERITIES.flatMap((severity) =>
            TIMES.flatMap((at) =>
              lists.map((wordLists) => ({ category, channel, hardCase, severity, grid, at, wordLists })),
            ),
          ),
        ),
      ),
    ),
  );
}

/** The department for the matter is under the centre of the matter's place. */
function isOfItsCentre({ category, grid }: RouteInput, profile: Profile): boolean {
  const area = profile.grid(grid ?? '')?.area ?? '';
  const department = profile.departmentFor(category ?? '', area);
  return profile.verifierOf(department.code) === profile.centre(area);
}

/** No other grid lies in it: it is the team of a grid, and none has its code for a beginning. */
function isSmallest({ code }: Grid, profile: Profile): boolean {
  return profile.unit(code)?.kind === 'grid' && profile.grid(`${code}01`) === undefined;
}

function middleOf({ box: [west, south, east, north] = [0, 0, 0, 0] }: Grid): [lon: number, lat: number] {
  return [(west + east) / 2, (south + north) / 2];
}
